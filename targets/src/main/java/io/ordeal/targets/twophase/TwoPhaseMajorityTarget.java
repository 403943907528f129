package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Two-phase commit in which a majority of votes is enough; a journal is the third participant. */
public final class TwoPhaseMajorityTarget extends PlainTarget {
    public TwoPhaseMajorityTarget() {
        super(
                "2pc-majority",
                "three PostgreSQL, one of them a journal; more than half of the votes are enough, then all commit, as"
                        + " introductory texts have it",
                Databases.withJournal(),
                () -> Coordinators.processes(Coordinators.Majority.class),
                List.of(Expectation.breaks(
                        "transfer",
                        Faults.NONE,
                        "partial-commit",
                        Duration.ofSeconds(10),
                        "Skeen, Nonblocking Commit Protocols, SIGMOD 1981, section 2: in a commit protocol each site can"
                                + " abort unilaterally; a majority decides in consensus, not in atomic commit")));
    }
}
