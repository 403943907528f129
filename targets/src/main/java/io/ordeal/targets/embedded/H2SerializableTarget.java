package io.ordeal.targets.embedded;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.SnapshotExpectations;
import io.ordeal.targets.sql.KeyTable;
import java.sql.DriverManager;
import java.util.UUID;

/** H2, whose SERIALIZABLE is snapshot isolation. */
public final class H2SerializableTarget extends PlainTarget {
    public H2SerializableTarget() {
        super(
                "h2-serializable",
                "H2 in this JVM, in memory, at SERIALIZABLE",
                ClusterDescription.none(),
                () -> {
                    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=1000";
                    return InJvm.clients(() -> DriverManager.getConnection(url), KeyTable.MERGE);
                },
                all(
                        SnapshotExpectations.writeSkew(Sources.H2_WRITE_SKEW),
                        SnapshotExpectations.holds(Faults.CLIENT_PAUSE, Sources.H2_SNAPSHOT)));
    }
}
