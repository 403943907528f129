package io.ordeal.checker.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.log.SimulatedLog.Fault;
import io.ordeal.history.History;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Simulated logs: the one that keeps its promise is Valid in every history, each of the others is found by its anomaly. */
class SimulatedLogTest {
    private static final int HISTORIES = 300;

    @ParameterizedTest
    @EnumSource
    void eachFaultIsFoundByItsAnomaly(Fault fault) {
        int found = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            SimulatedLog log = SimulatedLog.of(fault, seed);
            History history = log.run(40, 40, false);
            Verdict verdict = Checkers.judge(
                            Checkers.named("log", CheckerOptions.DEFAULT), history, CheckContext.unlimited())
                    .verdict();
            assertThat(verdict.isUnknown()).as("seed %s: %s", seed, verdict).isFalse();
            assertThat(verdict.isValid() || log.erred)
                    .as("seed %s: nothing went wrong, but: %s", seed, verdict)
                    .isTrue();
            found += verdict.anomaliesOrNone().stream().map(Anomaly::type).anyMatch(fault.anomaly::equals) ? 1 : 0;
        }
        if (fault == Fault.NONE) {
            assertThat(found).isZero();
        } else {
            assertThat(found).as(fault.anomaly).isGreaterThan(HISTORIES / 4);
        }
    }
}
