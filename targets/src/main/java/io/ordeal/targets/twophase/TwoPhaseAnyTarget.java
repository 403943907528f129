package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A transaction over two databases that is taken for done when one of them has done it. */
public final class TwoPhaseAnyTarget extends PlainTarget {
    public TwoPhaseAnyTarget() {
        super(
                "2pc-any",
                "two PostgreSQL; the transaction is processed on them in turn, and the first success is success for all, as"
                        + " introductory texts have it",
                Databases.withoutJournal(),
                () -> Coordinators.processes(Coordinators.Any.class),
                List.of(Expectation.breaks(
                        "transfer",
                        Faults.NONE,
                        "partial-commit",
                        Duration.ofSeconds(10),
                        "Bernstein, Hadzilacos and Goodman, Concurrency Control and Recovery in Database Systems, 1987,"
                                + " section 7.3, AC1 and AC3: all reach the same decision, and commit only if all voted"
                                + " yes")));
    }
}
