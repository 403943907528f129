package io.ordeal.targets.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.targets.Target;
import io.ordeal.trial.Catalog;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generators, runner and checkers find what is wrong with the mutants, and nothing wrong with what they are mutants of. */
class JvmTargetsTest {
    private static final long SEED = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jvm-lock, lock",
        "jvm-lock, guarded-set",
        "jvm-lock-release-by-other, guarded-set",
        "jvm-semaphore, semaphore",
        "jvm-shared-lock, read-write-lock",
        "jvm-reentrant-lock, reentrant-lock",
        "jvm-reentrant-lock, reentrant-fenced-lock",
        "jvm-register, register",
        "jvm-register, cas-register",
        "jvm-log, log",
        "jvm-queue, queue",
        "jvm-queue, queue-once",
        "jvm-queue-duplicates, queue",
        "jvm-job, job",
        "jvm-set, set",
        "jvm-set, counter",
        "jvm-transactions, list-append",
        "jvm-transactions, bank",
        "jvm-transactions, long-fork",
        "jvm-transactions-write-skew, bank",
        "jvm-election, leader-election",
        "jvm-election, leader-terms",
        "jvm-election-two-leaders, leader-terms",
        "jvm-election-resigned-by-other, leader-terms",
    })
    void holds(String target, String workload) throws Exception {
        CheckResult result = judge(target, workload);
        assertThat(result.verdict().isValid()).as("seed %d: %s", SEED, result).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jvm-lock-two-holders, lock, overlapping-holds",
        "jvm-lock-two-holders, guarded-set, lost-update",
        "jvm-lock-release-by-other, lock, release-by-other",
        "jvm-semaphore-too-many, semaphore, overlapping-holds",
        "jvm-shared-lock-heedless, read-write-lock, overlapping-holds",
        "jvm-reentrant-lock-freed-at-once, reentrant-lock, overlapping-holds",
        "jvm-reentrant-lock-tokens-apart, reentrant-fenced-lock, token-not-rising",
        "jvm-register-stale-read, register, nonlinearizable",
        "jvm-register-stale-read, cas-register, nonlinearizable",
        "jvm-log-truncation, log, lost-write",
        "jvm-log-retry, log, duplicate",
        "jvm-log-skip, log, poll-skip",
        "jvm-register-lost-update, register, nonlinearizable",
        "jvm-register-lost-update, cas-register, nonlinearizable",
        "jvm-queue-lost, queue, lost",
        "jvm-queue-duplicates, queue-once, duplicated",
        "jvm-queue-unexpected, queue, unexpected",
        "jvm-job-lost, job, lost",
        "jvm-job-duplicated, job, duplicated",
        "jvm-job-partial, job, partial-output",
        "jvm-job-unexpected, job, unexpected",
        "jvm-set-lost, set, lost",
        "jvm-set-lost, counter, wrong-count",
        "jvm-transactions-write-skew, list-append, G2-item",
        "jvm-transactions-lost-update, list-append, lost-update",
        "jvm-transactions-lost-update, bank, wrong-total",
        "jvm-transactions-dirty-read, list-append, G1a",
        "jvm-transactions-dirty-read, bank, wrong-total",
        "jvm-transactions-long-fork, long-fork, long-fork",
        "jvm-election-two-leaders, leader-election, two-leaders",
        "jvm-election-resigned-by-other, leader-election, two-leaders",
        "jvm-election-one-term, leader-election, two-leaders-of-one-term",
        "jvm-election-one-term, leader-terms, two-leaders-of-one-term",
        "jvm-election-older-term, leader-election, term-not-rising",
        "jvm-election-older-term, leader-terms, term-not-rising",
    })
    void isCaught(String target, String workload, String anomaly) throws Exception {
        CheckResult result = judge(target, workload);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains(anomaly);
    }

    private CheckResult judge(String name, String workload) throws Exception {
        Catalog catalog = Catalog.onClassPath();
        Target target = catalog.target(name);
        return LocalRun.judge(target, catalog.workload(workload), SEED, folder);
    }
}
