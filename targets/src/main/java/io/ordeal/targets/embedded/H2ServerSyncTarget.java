package io.ordeal.targets.embedded;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.SnapshotExpectations;
import java.time.Duration;
import java.util.List;

/** H2 as a server that writes before it acknowledges. */
public final class H2ServerSyncTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.H2, true);
    private static final String NOT_SYNCED =
            "H2 documentation, Advanced, Durability Problems: what is committed need not survive a power failure, as no commit"
                    + " is synced";
    private static final String SNAPSHOT =
            Sources.H2_SNAPSHOT + "; WRITE_DELAY=0 writes each commit before it is acknowledged";

    public H2ServerSyncTarget() {
        super(
                "h2-server-sync",
                "H2 as a server, at SERIALIZABLE, with WRITE_DELAY=0",
                SERVER.alone(),
                SERVER::transactions,
                all(
                        List.of(
                                Expectation.breaks(
                                        "bank",
                                        Faults.POWER_LOSS,
                                        H2Losses.OF_TRANSFERS,
                                        Duration.ofSeconds(60),
                                        NOT_SYNCED),
                                Expectation.mayBreak("long-fork", Faults.POWER_LOSS, "unexpected", NOT_SYNCED),
                                Expectation.mayBreak("list-append", Faults.POWER_LOSS, H2Losses.OF_ORDER, NOT_SYNCED),
                                Expectation.mayBreak("rw-register", Faults.POWER_LOSS, H2Losses.OF_ORDER, NOT_SYNCED)),
                        SnapshotExpectations.holds(Faults.NODES_AND_CLIENTS, SNAPSHOT),
                        SnapshotExpectations.writeSkew(Sources.H2_WRITE_SKEW)));
    }
}
