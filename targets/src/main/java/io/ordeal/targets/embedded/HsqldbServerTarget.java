package io.ordeal.targets.embedded;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.SnapshotExpectations;

/** HSQLDB as a server that writes before it acknowledges. */
public final class HsqldbServerTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.HSQLDB, true);
    private static final String SNAPSHOT =
            Sources.HSQLDB_SNAPSHOT + "; hsqldb.write_delay=false writes each commit before it is acknowledged";

    public HsqldbServerTarget() {
        super(
                "hsqldb-server",
                "HSQLDB as a server, in MVCC mode at SERIALIZABLE, with hsqldb.write_delay=false",
                SERVER.alone(),
                SERVER::transactions,
                all(
                        SnapshotExpectations.holds(Faults.NODES_AND_CLIENTS, SNAPSHOT),
                        SnapshotExpectations.writeSkew(Sources.HSQLDB_WRITE_SKEW)));
    }
}
