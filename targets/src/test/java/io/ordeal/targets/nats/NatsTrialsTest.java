package io.ordeal.targets.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.targets.ShortTrials;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of ten seconds, on a busy machine longer, until they tell. */
@Tag("systems")
class NatsTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    @ParameterizedTest
    @CsvSource({
        "nats-log, log, power-loss:all, lost-write",
        "nats-lock, lock, client-pause, overlapping-holds",
    })
    void whatIsNotBreaks(String target, String workload, String faults, String anomaly) throws Exception {
        CheckResult result = ShortTrials.runUntil(Verdict::isInvalid, target, workload, List.of(faults), SEED, results);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains(anomaly);
    }
}
