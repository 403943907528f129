package io.ordeal.targets.embedded;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.SnapshotExpectations;
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

    private static final Set<String> CRASHES = Set.of("kill", "restart", "power-loss");

    public H2ServerTarget() {
        super(
                "h2-server",
                "H2 as a server, at SERIALIZABLE, with its usual delay of writes",
                SERVER.alone(),
                SERVER::transactions,
                all(
                        List.of(
                                Expectation.breaks("bank", Set.of("kill"), H2Losses.OF_TRANSFERS, SOON, DELAY)
                                        .struckBy("kill@after=30:transfer..for=300ms"),
                                Expectation.breaks("bank", Set.of("restart"), H2Losses.OF_TRANSFERS, SOON, DELAY),
                                Expectation.breaks("bank", Faults.POWER_LOSS, H2Losses.OF_TRANSFERS, SOON, DELAY),
                                Expectation.holds("bank", Faults.CLIENT_PAUSE, Sources.H2_SNAPSHOT),
                                Expectation.mayBreak("long-fork", CRASHES, "unexpected", DELAY),
                                Expectation.mayBreak("list-append", CRASHES, H2Losses.OF_ORDER, DELAY),
                                Expectation.mayBreak("rw-register", CRASHES, H2Losses.OF_ORDER, DELAY),
                                Expectation.holds("long-fork", Faults.CLIENT_PAUSE, Sources.H2_SNAPSHOT)),
                        SnapshotExpectations.writeSkew(Sources.H2_WRITE_SKEW)));
    }
}
