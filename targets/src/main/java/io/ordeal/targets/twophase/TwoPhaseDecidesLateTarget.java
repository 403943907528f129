package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A mutant of {@code 2pc-logged}. */
public final class TwoPhaseDecidesLateTarget extends PlainTarget {
    public TwoPhaseDecidesLateTarget() {
        super(
                "2pc-logged-decides-late",
                "2pc-logged, with one thing wrong: a decision is logged when the first participant has been told of it",
                Databases.withoutJournal(),
                () -> Coordinators.processes(Coordinators.DecidesLate.class),
                List.of(
                        Expectation.breaks(
                                        "transfer",
                                        Faults.KILL_COORDINATOR,
                                        "partial-commit",
                                        Duration.ofSeconds(60),
                                        "its own flaw: a participant is told to commit before the decision is durable, and recovery rolls the others back")
                                .struckBy("kill-coordinator:asking@step=\"committed 1\""),
                        Expectation.mayBreak(
                                "transfer", Faults.ALL, "partial-commit", "its own flaw, when a session is lost"),
                        Expectation.holds(
                                "transfer", Faults.NONE, "what it does wrong takes a coordinator that dies")));
    }
}
