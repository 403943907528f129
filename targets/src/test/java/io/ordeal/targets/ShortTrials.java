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
 * Trials of two seconds without faults, of ten with them. A busy machine gets longer ones until they are long enough: a
 * verdict is waited for, not raced for.
 */
public final class ShortTrials {
    private static final List<Duration> WITHOUT_FAULTS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final List<Duration> WITH_FAULTS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private ShortTrials() {}

    /** The result of the first trial that tells what is asked for, or of the longest. */
    public static CheckResult runUntil(Predicate<Verdict> told, String target, String workload, long seed, Path results)
            throws Exception {
        return firstThatTells(
                told,
                target,
                workload,
                List.of(),
                seed,
                results,
                WITHOUT_FAULTS,
                RunOptions.DEFAULT.concurrency(),
                RunOptions.DEFAULT.faultInterval());
    }

    /** As without faults, but with six workers and a fault about every two seconds. */
    public static CheckResult runUntil(
            Predicate<Verdict> told, String target, String workload, List<String> faults, long seed, Path results)
            throws Exception {
        return firstThatTells(told, target, workload, faults, seed, results, WITH_FAULTS, 6, Duration.ofSeconds(2));
    }

    private static CheckResult firstThatTells(
            Predicate<Verdict> told,
            String target,
            String workload,
            List<String> faults,
            long seed,
            Path results,
            List<Duration> lengths,
            int concurrency,
            Duration faultInterval)
            throws Exception {
        RunOptions usual = RunOptions.DEFAULT;
        for (Duration length : lengths) {
            RunOptions options = new RunOptions(
                    length,
                    usual.rate(),
                    concurrency,
                    faultInterval,
                    usual.operationTimeout(),
                    usual.cluster(),
                    usual.endpoints(),
                    usual.keys(),
                    usual.operationsPerKey(),
                    Optional.empty());
            RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, faults, options, seed, Map.of());
            CheckResult result = new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                    .run()
                    .report()
                    .result();
            if (told.test(result.verdict()) || length.equals(lengths.get(lengths.size() - 1))) {
                return result;
            }
        }
        throw new AssertionError("there is a longest trial");
    }
}
