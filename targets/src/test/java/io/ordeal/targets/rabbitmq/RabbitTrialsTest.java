package io.ordeal.targets.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.targets.ShortTrials;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial of ten seconds, on a busy machine longer, until it tells. */
@Tag("systems")
class RabbitTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    @Test
    void aLockInAQueueHasTwoHoldersAfterAPause() throws Exception {
        CheckResult result = ShortTrials.runUntil(
                Verdict::isInvalid, "rabbitmq-mq-lock", "lock", List.of("client-pause"), SEED, results);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains("overlapping-holds");
    }
}
