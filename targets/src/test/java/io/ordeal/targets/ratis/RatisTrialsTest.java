package io.ordeal.targets.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.targets.ShortTrials;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials on real servers, without faults. */
@Tag("systems")
class RatisTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    @ParameterizedTest
    @CsvSource({"ratis-register, cas-register", "ratis-log, log"})
    void whatIsAgreedOnHolds(String target, String workload) throws Exception {
        CheckResult result = ShortTrials.runUntil(verdict -> !verdict.isUnknown(), target, workload, SEED, results);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }

    @ParameterizedTest
    @CsvSource({"ratis-register-stale, register, nonlinearizable"})
    void whatIsNotBreaks(String target, String workload, String anomaly) throws Exception {
        CheckResult result = ShortTrials.runUntil(Verdict::isInvalid, target, workload, SEED, results);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains(anomaly);
    }
}
