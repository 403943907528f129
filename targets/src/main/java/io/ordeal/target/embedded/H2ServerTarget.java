package io.ordeal.target.embedded;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.target.parts.SnapshotExpectations;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** H2 as a server, which acknowledges what it is yet to write. */
public final class H2ServerTarget extends PlainTarget {
    private static final SqlServer SERVER = new SqlServer(SqlServer.Kind.H2, false);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DELAY =
            "H2 documentation, Advanced, Durability Problems: a committed transaction is written after WRITE_DELAY, half a"
                    + " second by default";

    private static final Set<String> CRASHES = Set.of("kill", "restart");

    /** What was acknowledged is gone: in bank a transfer, or an account before it was ever written. */
    private static final List<String> LOST = List.of("wrong-balance", "lost");

    /** The same for transactions: their order is broken where the lost ones had been read, or were written again. */
    private static final List<String> ORDER_LOST =
            List.of("G0-realtime", "G1c-realtime", "G-single", "incompatible-order", "G2-item", "no-commit-order");

    public H2ServerTarget() {
        super(
                "h2-server",
                "H2 as a server, at SERIALIZABLE, with its usual delay of writes",
                SERVER.alone(),
                SERVER::transactions,
                all(
                        List.of(
                                Expectation.breaks("bank", Set.of("kill"), LOST, SOON, DELAY),
                                Expectation.breaks("bank", Set.of("restart"), LOST, SOON, DELAY),
                                Expectation.holds("bank", Faults.NONE, Sources.H2_SNAPSHOT),
                                Expectation.mayBreak("long-fork", CRASHES, "unexpected", DELAY),
                                Expectation.mayBreak("list-append", CRASHES, ORDER_LOST, DELAY),
                                Expectation.mayBreak("rw-register", CRASHES, ORDER_LOST, DELAY),
                                Expectation.holds("long-fork", Faults.NONE, Sources.H2_SNAPSHOT)),
                        SnapshotExpectations.writeSkew(Sources.H2_WRITE_SKEW)));
    }
}
