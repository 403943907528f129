package io.ordeal.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The textbook's locks, and those that do it right, on real servers without faults. A busy machine gets longer trials
 * until they are long enough: a verdict is waited for, not raced for.
 */
class RealServersTest {
    private static final long SEED = 11;
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final List<Duration> LONGER = List.of(Duration.ofSeconds(10), Duration.ofSeconds(60));

    @TempDir
    Path results;

    @ParameterizedTest
    @CsvSource({
        "redis-setex, lock, overlapping-holds",
        "redis-exists-set, lock, overlapping-holds",
        "redis-with-block, lock, overlapping-holds",
        "any-node-lock, guarded-set, lost-update",
        "zookeeper-ephemeral, lock, release-by-other",
    })
    void theTextbooksLockBreaks(String target, String workload, String anomaly) throws Exception {
        CheckResult result = runUntil(Verdict::isInvalid, target, workload);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains(anomaly);
    }

    @ParameterizedTest
    @CsvSource({
        "redis-token, lock",
        "redlock, lock",
        "zookeeper-fenced, fenced-lock",
    })
    void whatDoesItRightHolds(String target, String workload) throws Exception {
        CheckResult result = runUntil(verdict -> !verdict.isUnknown(), target, workload);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }

    /** The result of the first trial that tells what is asked for, or of the longest. */
    private CheckResult runUntil(Predicate<Verdict> told, String target, String workload) throws Exception {
        CheckResult result = run(target, workload, SHORT);
        for (Duration longer : LONGER) {
            if (told.test(result.verdict())) {
                break;
            }
            result = run(target, workload, longer);
        }
        return result;
    }

    private CheckResult run(String target, String workload, Duration time) throws Exception {
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
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), options, SEED, Map.of());
        return new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                .run()
                .report()
                .result();
    }
}
