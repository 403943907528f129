package io.ordeal.target.embedded;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** H2 as a server that writes before it acknowledges. */
public final class H2ServerSyncTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.H2, true);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WRITE_SKEW =
            "measured; H2 documentation, Advanced, Transaction Isolation: transactions of SERIALIZABLE see one snapshot, and"
                    + " nothing is said of write skew";
    private static final String SNAPSHOT =
            "H2 documentation, Advanced, Transaction Isolation: a transaction sees one snapshot, and two that update a row"
                    + " conflict; WRITE_DELAY=0 writes each commit before it is acknowledged";

    public H2ServerSyncTarget() {
        super(
                "h2-server-sync",
                "H2 as a server, at SERIALIZABLE, with WRITE_DELAY=0",
                SERVER.alone(),
                SERVER::transactions,
                List.of(
                        Expectation.holds("bank", Faults.NODES, SNAPSHOT),
                        Expectation.holds("long-fork", Faults.NODES, SNAPSHOT),
                        Expectation.breaks("list-append", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.breaks("write-skew", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.mayBreak(
                                "rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), WRITE_SKEW)));
    }
}
