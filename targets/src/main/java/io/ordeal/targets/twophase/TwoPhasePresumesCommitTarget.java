package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A mutant of {@code 2pc-logged}. */
public final class TwoPhasePresumesCommitTarget extends PlainTarget {
    public TwoPhasePresumesCommitTarget() {
        super(
                "2pc-logged-presumes-commit",
                "2pc-logged, with one thing wrong: recovery commits what it finds prepared, whether it was decided or not",
                Databases.withoutJournal(),
                () -> Coordinators.processes(Coordinators.PresumesCommit.class),
                List.of(
                        Expectation.breaks(
                                        "transfer",
                                        Faults.KILL_COORDINATOR,
                                        "partial-commit",
                                        Duration.ofSeconds(60),
                                        "its own flaw: a participant that voted yes is committed though another was never asked")
                                .struckBy("kill-coordinator:asking@step=\"prepared 1\""),
                        Expectation.mayBreak(
                                "transfer", Faults.ALL, "partial-commit", "its own flaw, when a session is lost"),
                        Expectation.holds(
                                "transfer", Faults.NONE, "what it does wrong takes a coordinator that dies")));
    }
}
