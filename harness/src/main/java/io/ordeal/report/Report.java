package io.ordeal.report;

import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.store.CheckReport;
import io.ordeal.store.RunSpec;
import io.ordeal.workload.Workload;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a report is made from.
 *
 * @param run what was run; empty for a history alone
 * @param promise the sentence that says what was tested; empty if nobody says it
 * @param check the verdict
 * @param history that was judged
 */
public record Report(Optional<RunSpec> run, Optional<String> promise, CheckReport check, History history) {
    /** Of a run; the promise is its workload's, else its checker's. */
    public static Report ofRun(RunSpec run, CheckReport check, History history) {
        return new Report(
                Optional.of(run),
                promiseOfWorkload(run.workload()).or(() -> promiseOfChecker(check.checker())),
                check,
                history);
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
