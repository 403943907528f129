package io.ordeal.targets;

import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Trials without faults of two seconds. A busy machine gets longer ones until they are long enough: a verdict is waited
 * for, not raced for.
 */
public final class ShortTrials {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final List<Duration> LONGER = List.of(Duration.ofSeconds(10), Duration.ofSeconds(60));

    private ShortTrials() {}

    /** The result of the first trial that tells what is asked for, or of the longest. */
    public static CheckResult runUntil(Predicate<Verdict> told, String target, String workload, long seed, Path results)
            throws Exception {
        CheckResult result = run(target, workload, seed, results, SHORT);
        for (Duration longer : LONGER) {
            if (told.test(result.verdict())) {
                break;
            }
            result = run(target, workload, seed, results, longer);
        }
        return result;
    }

    private static CheckResult run(String target, String workload, long seed, Path results, Duration time)
            throws Exception {
        RunOptions usual = RunOptions.DEFAULT;
        RunOptions options = new RunOptions(
                time,
                usual.rate(),
                usual.concurrency(),
                usual.faultInterval(),
                usual.operationTimeout(),
                usual.cluster(),
                usual.endpoints(),
                usual.keys(),
                usual.operationsPerKey(),
                Optional.empty());
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), options, seed, Map.of());
        return new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                .run()
                .report()
                .result();
    }
}
