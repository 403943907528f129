package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.isolation.SmallTransactions.Order;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small random histories against every order of their transactions. {@code -Dordeal.histories=N} judges more of them,
 * {@code -Dordeal.seed=N} begins with another.
 */
class TransactionsAgainstBruteForceTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 500);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void eachVerdictIsThatOfAllOrders(String checker) {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            SmallTransactions small = new SmallTransactions(seed, checker.equals("list-append"));
            agree(checker, small, "serializable", small.isSerializable(Order.NONE), seed, seen);
            agree(checker, small, "strong-session-serializable", small.isSerializable(Order.SESSIONS), seed, seen);
            agree(checker, small, "strict-serializable", small.isSerializable(Order.REAL_TIME), seed, seen);
            agree(checker, small, "snapshot-isolation", small.isSnapshotIsolated(Order.NONE), seed, seen);
            agree(
                    checker,
                    small,
                    "strong-session-snapshot-isolation",
                    small.isSnapshotIsolated(Order.SESSIONS),
                    seed,
                    seen);
            agree(checker, small, "strong-snapshot-isolation", small.isSnapshotIsolated(Order.REAL_TIME), seed, seen);
        }
        seen.remove("unknown");
        if (HISTORIES >= 500) {
            assertThat(seen).as("both verdicts at each level").hasSize(12);
        }
    }

    private static void agree(
            String checker,
            SmallTransactions small,
            String level,
            boolean holds,
            long seed,
            Map<String, Integer> seen) {
        CheckResult result = Checkers.judge(
                Checkers.named(checker, CheckerOptions.DEFAULT.withModel(level)),
                small.history,
                CheckContext.unlimited());
        if (result.verdict().isUnknown()) {
            // Honest where writes have no order; how often it may be is told below.
            seen.merge("unknown", 1, Integer::sum);
            assertThat(seen.get("unknown")).as("seed " + seed + ": " + result).isLessThan(HISTORIES / 100 + 3);
            return;
        }
        assertThat(result.verdict().isValid())
                .as("seed " + seed + " at " + level + ": " + result + "\n" + small.history.ops())
                .isEqualTo(holds);
        seen.merge(level + (holds ? " holds" : " is broken"), 1, Integer::sum);
    }
}
