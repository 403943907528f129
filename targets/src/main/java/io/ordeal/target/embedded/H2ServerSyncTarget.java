package io.ordeal.target.embedded;

import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.target.parts.SnapshotExpectations;

/** H2 as a server that writes before it acknowledges. */
public final class H2ServerSyncTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.H2, true);
    private static final String SNAPSHOT =
            Sources.H2_SNAPSHOT + "; WRITE_DELAY=0 writes each commit before it is acknowledged";

    public H2ServerSyncTarget() {
        super(
                "h2-server-sync",
                "H2 as a server, at SERIALIZABLE, with WRITE_DELAY=0",
                SERVER.alone(),
                SERVER::transactions,
                all(
                        SnapshotExpectations.holds(Faults.NODES, SNAPSHOT),
                        SnapshotExpectations.writeSkew(Sources.H2_WRITE_SKEW)));
    }
}
