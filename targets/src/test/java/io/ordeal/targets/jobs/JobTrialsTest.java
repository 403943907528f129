package io.ordeal.targets.jobs;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials on real clusters, without faults: a driver and its executors take a busy machine a minute. */
@Tag("systems")
@Tag("long")
class JobTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    /** @param time at most: it ends at a violation */
    private CheckResult run(String target, Duration time) throws Exception {
        RunOptions usual = RunOptions.DEFAULT;
        RunOptions options = new RunOptions(
                        time,
                        20,
                        1,
                        usual.faultInterval(),
                        Duration.ofSeconds(100),
                        usual.cluster(),
                        List.of(),
                        usual.keys(),
                        usual.operationsPerKey(),
                        Optional.empty())
                .withStopOnViolation(true);
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, "job", List.of(), options, SEED, Map.of());
        return new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                .run()
                .report()
                .result();
    }

    @Test
    void theFirstAlgorithmHolds() throws Exception {
        CheckResult result = run("spark-job", Duration.ofMinutes(2));
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }

    /** A job of five JVMs, one after the other: on a busy machine too few for a verdict. */
    @Test
    void theFirstAlgorithmOfMapReduceBreaksNothing() throws Exception {
        CheckResult result = run("mapreduce-job", Duration.ofMinutes(2));
        assertThat(result.verdict().isInvalid()).as("seed %d: %s", SEED, result).isFalse();
        assertThat(result.measurements().get("done"))
                .as("seed %d: %s", SEED, result)
                .isNotEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"spark-job-v2", "spark-job-direct"})
    void whatMovesOrWritesBeforeTheJobIsDoneBreaks(String target) throws Exception {
        CheckResult result = run(target, Duration.ofSeconds(90));
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains("partial-output");
    }
}
