package io.ordeal.targets.twophase;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.time.Duration;
import java.util.List;

/** Two-phase commit as introductory texts have it, without a log. */
public final class TwoPhaseNaiveTarget extends PlainTarget {
    public TwoPhaseNaiveTarget() {
        super(
                "2pc-naive",
                "two PostgreSQL; prepare each, commit each if all are prepared, else roll back each; no log, no second try, as"
                        + " introductory texts have it",
                Databases.withoutJournal(),
                () -> Coordinators.processes(Coordinators.Naive.class),
                List.of(
                        Expectation.breaks(
                                        "transfer",
                                        Faults.KILL_COORDINATOR,
                                        Symptoms.UNFINISHED,
                                        Duration.ofSeconds(60),
                                        "Bernstein, Hadzilacos and Goodman, Concurrency Control and Recovery in Database Systems,"
                                                + " 1987, section 7.4: a coordinator that does not write its decision before it"
                                                + " sends it can't complete it after a failure")
                                .struckBy("kill-coordinator:asking@step=\"prepared 2\""),
                        Expectation.breaks(
                                        "transfer",
                                        Faults.KILL_PARTICIPANT,
                                        Symptoms.UNFINISHED,
                                        Duration.ofSeconds(60),
                                        "Gray, Notes on Data Base Operating Systems, 1978, section 5.8.3: a commit message that is"
                                                + " lost must be sent again")
                                .struckBy("kill-participant:before-commit@after=3:transfer"),
                        Expectation.mayBreak(
                                "transfer",
                                Faults.ALL,
                                Symptoms.UNFINISHED,
                                "Gray, Notes on Data Base Operating Systems, 1978, section 5.8.3: a commit message that is"
                                        + " lost must be sent again"),
                        Expectation.holds(
                                "transfer",
                                Faults.NONE,
                                "PostgreSQL documentation, PREPARE TRANSACTION: where nothing fails, each COMMIT PREPARED"
                                        + " succeeds")));
    }
}
