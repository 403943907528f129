package io.ordeal.target.embedded;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** H2 as a server, which acknowledges what it is yet to write. */
public final class H2ServerTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.H2, false);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WRITE_SKEW =
            "measured; H2 documentation, Advanced, Transaction Isolation: transactions of SERIALIZABLE see one snapshot, and"
                    + " nothing is said of write skew";
    private static final String SNAPSHOT =
            "H2 documentation, Advanced, Transaction Isolation: a transaction sees one snapshot, and two that update a row"
                    + " conflict";
    private static final String DELAY =
            "H2 documentation, Advanced, Durability Problems: a committed transaction is written after WRITE_DELAY, half a"
                    + " second by default";

    public H2ServerTarget() {
        super(
                "h2-server",
                "H2 as a server, at SERIALIZABLE, with its usual delay of writes",
                SERVER.alone(),
                SERVER::transactions,
                List.of(
                        Expectation.breaks("bank", Set.of("kill"), "wrong-balance", SOON, DELAY),
                        Expectation.breaks("bank", Set.of("restart"), "wrong-balance", SOON, DELAY),
                        Expectation.holds("bank", Faults.NONE, SNAPSHOT),
                        Expectation.mayBreak("long-fork", Set.of("kill", "restart"), "unexpected", DELAY),
                        Expectation.holds("long-fork", Faults.NONE, SNAPSHOT),
                        Expectation.breaks("list-append", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.breaks("write-skew", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.mayBreak(
                                "rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), WRITE_SKEW)));
    }
}
