package io.ordeal.targets.embedded;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.SnapshotExpectations;
import io.ordeal.targets.sql.KeyTable;
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
