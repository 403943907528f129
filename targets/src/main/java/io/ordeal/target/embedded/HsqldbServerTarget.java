package io.ordeal.target.embedded;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** HSQLDB as a server that writes before it acknowledges. */
public final class HsqldbServerTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.HSQLDB, true);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WRITE_SKEW =
            "measured; HSQLDB Guide, Sessions and Transactions, MVCC: SERIALIZABLE is repeatable reads with snapshot"
                    + " isolation";
    private static final String SNAPSHOT =
            "HSQLDB Guide, Sessions and Transactions, MVCC: repeatable reads of one snapshot, and two that update a row"
                    + " conflict; hsqldb.write_delay=false writes each commit before it is acknowledged";

    public HsqldbServerTarget() {
        super(
                "hsqldb-server",
                "HSQLDB as a server, in MVCC mode at SERIALIZABLE, with hsqldb.write_delay=false",
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
