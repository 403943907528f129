package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The textbook's designs, and those that do it right, on real servers without faults. */
class RealServersTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    @ParameterizedTest
    @CsvSource({
        "redis-setex, lock, overlapping-holds",
        "redis-exists-set, lock, overlapping-holds",
        "redis-with-block, lock, overlapping-holds",
        "any-node-lock, guarded-set, lost-update",
        "zookeeper-ephemeral, lock, release-by-other",
        "any-node-vote, register, nonlinearizable",
        "versioned-register, register, nonlinearizable",
    })
    void theTextbooksDesignBreaks(String target, String workload, String anomaly) throws Exception {
        CheckResult result = ShortTrials.runUntil(Verdict::isInvalid, target, workload, SEED, results);
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
        "versioned-register-by-majority, register",
        "redis-leader, leader-election",
    })
    void whatDoesItRightHolds(String target, String workload) throws Exception {
        CheckResult result = ShortTrials.runUntil(verdict -> !verdict.isUnknown(), target, workload, SEED, results);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }
}
