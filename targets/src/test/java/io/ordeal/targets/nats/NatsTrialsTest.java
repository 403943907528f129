package io.ordeal.targets.nats;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of ten seconds, on a busy machine longer, until they tell. */
@Tag("systems")
class NatsTrialsTest {
    private static final long SEED = 11;
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

    @TempDir
    Path results;

    private CheckResult runUntil(Predicate<Verdict> told, String target, String workload, String faults)
            throws Exception {
        RunOptions usual = RunOptions.DEFAULT;
        for (Duration length : LENGTHS) {
            RunOptions options = new RunOptions(
                    length,
                    usual.rate(),
                    6,
                    Duration.ofSeconds(2),
                    usual.operationTimeout(),
                    usual.cluster(),
                    usual.endpoints(),
                    usual.keys(),
                    usual.operationsPerKey(),
                    Optional.empty());
            RunSpec spec = new RunSpec(
                    RunSpec.SCHEMA, target, workload, List.of(faults.split("\\+")), options, SEED, Map.of());
            CheckResult result = new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                    .run()
                    .report()
                    .result();
            if (told.test(result.verdict()) || length.equals(LENGTHS.get(LENGTHS.size() - 1))) {
                return result;
            }
        }
        throw new AssertionError("there is a longest trial");
    }

    @ParameterizedTest
    @CsvSource({
        "nats-log, log, power-loss:all, lost-write",
        "nats-lock, lock, client-pause, overlapping-holds",
    })
    void whatIsNotBreaks(String target, String workload, String faults, String anomaly) throws Exception {
        CheckResult result = runUntil(Verdict::isInvalid, target, workload, faults);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains(anomaly);
    }
}
