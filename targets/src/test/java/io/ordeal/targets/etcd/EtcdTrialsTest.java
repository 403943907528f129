package io.ordeal.targets.etcd;

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
class EtcdTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    @ParameterizedTest
    @CsvSource({
        "etcd-register, register, kill",
        "etcd-transactions, list-append, kill",
        "jetcd-0.8.7, list-append, kill",
        "etcd-lock-fenced, fenced-lock, kill",
        "etcd-leader, leader-terms, kill",
    })
    void whatIsAgreedOnHolds(String target, String workload, String faults) throws Exception {
        CheckResult result =
                ShortTrials.runUntil(verdict -> !verdict.isUnknown(), target, workload, List.of(faults), SEED, results);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }

    @ParameterizedTest
    @CsvSource({
        "etcd-register-serializable, register, latency, nonlinearizable",
        "etcd-lock, lock, client-pause, overlapping-holds",
        "etcd-leader, leader-election, client-pause, two-leaders",
    })
    void whatIsNotBreaks(String target, String workload, String faults, String anomaly) throws Exception {
        CheckResult result = ShortTrials.runUntil(Verdict::isInvalid, target, workload, List.of(faults), SEED, results);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains(anomaly);
    }
}
