package io.ordeal.targets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.targets.ShortTrials;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real databases at their levels of isolation, without faults. */
class DatabasesTest {
    private static final long SEED = 7;

    @TempDir
    Path results;

    private static List<String> types(Verdict verdict) {
        return verdict.anomaliesOrNone().stream().map(Anomaly::type).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres-repeatable-read, list-append, G2-item",
        "h2-serializable, list-append, G2-item",
    })
    void aLevelThatIsTooWeakBreaks(String target, String workload, String anomaly) throws Exception {
        CheckResult result =
                ShortTrials.runUntil(verdict -> types(verdict).contains(anomaly), target, workload, SEED, results);
        assertThat(types(result.verdict())).as("seed %d: %s", SEED, result).contains(anomaly);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres-serializable, list-append",
        "sqlite-serializable, list-append",
    })
    void aLevelThatIsStrictEnoughHolds(String target, String workload) throws Exception {
        CheckResult result = ShortTrials.runUntil(verdict -> !verdict.isUnknown(), target, workload, SEED, results);
        assertThat(result.verdict()).as("seed %d: %s", SEED, result).isEqualTo(Verdict.valid());
    }
}
