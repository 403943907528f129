package io.ordeal.targets.hdfs;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of ten seconds on real servers, on a busy machine longer, until they tell. */
@Tag("systems")
class HdfsTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    /** Frozen clients keep a name, have a file taken from them in the midst of an append, and come too late with a number. */
    @ParameterizedTest
    @CsvSource({
        "hdfs-log, log, latency",
        "hdfs-lock-fenced, fenced-lock, client-pause",
        "hdfs-rename-lock, lock, client-pause",
        "hdfs-rename-lock, guarded-set, client-pause",
    })
    void whatIsPromisedHolds(String target, String workload, String fault) throws Exception {
        CheckResult result =
                ShortTrials.runUntil(verdict -> !verdict.isUnknown(), target, workload, List.of(fault), SEED, results);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }

    @Test
    void aLockThatIsDeletedWhenItIsOldHasTwoHoldersAfterAPause() throws Exception {
        CheckResult result =
                ShortTrials.runUntil(Verdict::isInvalid, "hdfs-lock", "lock", List.of("client-pause"), SEED, results);
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains("overlapping-holds");
    }
}
