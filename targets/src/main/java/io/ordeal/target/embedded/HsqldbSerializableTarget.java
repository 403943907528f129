package io.ordeal.target.embedded;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.target.parts.SnapshotExpectations;
import io.ordeal.target.sql.KeyTable;
import java.sql.DriverManager;
import java.util.UUID;

/** HSQLDB with several versions, whose SERIALIZABLE is snapshot isolation. */
public final class HsqldbSerializableTarget extends PlainTarget {
    public HsqldbSerializableTarget() {
        super(
                "hsqldb-serializable",
                "HSQLDB in this JVM, in memory, in MVCC mode at SERIALIZABLE",
                ClusterDescription.none(),
                () -> {
                    String url = "jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc";
                    return InJvm.clients(() -> DriverManager.getConnection(url, "SA", ""), KeyTable.MERGE);
                },
                all(
                        SnapshotExpectations.writeSkew(Sources.HSQLDB_WRITE_SKEW),
                        SnapshotExpectations.holds(Faults.CLIENT_PAUSE, Sources.HSQLDB_SNAPSHOT)));
    }
}
