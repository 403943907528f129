package io.ordeal.report;

import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunSpec;
import io.ordeal.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a report is made from.
 *
 * @param run what was run; empty for a history alone
 * @param promise the sentence that says what was tested; empty if nobody says it
 * @param check the verdict
 * @param history that was judged
 * @param beside of a replay, its recording
 */
public record Report(
        Optional<RunSpec> run, Optional<String> promise, CheckReport check, History history, Optional<Beside> beside) {
    /**
     * What a replay is shown with.
     *
     * @param recording the run that it replays
     * @param remarks sentences on how the two differ
     */
    public record Beside(Report recording, List<String> remarks) {
        public Beside {
            remarks = List.copyOf(remarks);
        }
    }

    /** One that stands alone. */
    public Report(Optional<RunSpec> run, Optional<String> promise, CheckReport check, History history) {
        this(run, promise, check, history, Optional.empty());
    }

    /** Of a run; the promise is its workload's, else its checker's. */
    public static Report ofRun(RunSpec run, CheckReport check, History history) {
        return new Report(
                Optional.of(run),
                promiseOfWorkload(run.workload()).or(() -> promiseOfChecker(check.checker())),
                check,
                history);
    }

    /** The same, of a replay, with the recording beside it. */
    public Report with(Beside other) {
        return new Report(run, promise, check, history, Optional.of(other));
    }

    /** Of a history that came from anywhere. */
    public static Report ofHistory(CheckReport check, History history) {
        return new Report(Optional.empty(), promiseOfChecker(check.checker()), check, history);
    }

    private static Optional<String> promiseOfWorkload(String name) {
        for (Workload<?> workload : ServiceLoader.load(Workload.class)) {
            if (workload.name().equals(name)) {
                return Optional.of(workload.promise());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> promiseOfChecker(String name) {
        return Checkers.find(name).map(spec -> spec.promise());
    }

    /** In a few words: {@code redis-setex lock}, or the history's file. */
    public String title() {
        return run.map(spec -> spec.target() + " " + spec.workload()).orElse(check.file());
    }
}
