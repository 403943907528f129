package io.ordeal.checker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import org.junit.jupiter.api.Test;

/**
 * Small random histories of one log, some of a log that keeps its promise and most of one that errs: Invalid in exactly
 * those that no execution explains. {@code -Dordeal.histories=200000} makes the long run.
 */
class LogBruteForceTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 2_000);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    @Test
    void invalidIfAndOnlyIfNoExecutionExplainsIt() {
        int invalid = 0;
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            History history = SimulatedLog.small(seed);
            boolean explained = LogExecutions.explain(history);
            assertThat(Checkers.judge(Checkers.named("log", CheckerOptions.DEFAULT), history, CheckContext.unlimited())
                            .verdict()
                            .isInvalid())
                    .as("-Dordeal.seed=%s: %s", seed, history.ops())
                    .isEqualTo(!explained);
            invalid += explained ? 0 : 1;
        }
        assertThat(invalid).as("both sorts").isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
    }
}
