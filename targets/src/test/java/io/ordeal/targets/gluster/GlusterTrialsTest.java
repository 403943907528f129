package io.ordeal.targets.gluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.targets.ShortTrials;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of ten seconds on real nodes, on a busy machine longer, until they tell. Take what only root on Linux may. */
@Tag("systems")
class GlusterTrialsTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    @ParameterizedTest
    @CsvSource({
        "gluster-log, log, latency",
        "gluster-lock, lock, latency",
        "gluster-rename-lock, guarded-set, latency",
    })
    void whatIsPromisedHolds(String target, String workload, String fault) throws Exception {
        CheckResult result =
                ShortTrials.runUntil(verdict -> !verdict.isUnknown(), target, workload, List.of(fault), SEED, results);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }
}
