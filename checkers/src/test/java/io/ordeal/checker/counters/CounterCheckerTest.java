package io.ordeal.checker.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.HistoryBuilder;
import org.junit.jupiter.api.Test;

class CounterCheckerTest {
    private static CheckResult check(HistoryBuilder history) {
        return Checkers.judge(
                Checkers.named("counter", CheckerOptions.DEFAULT), history.build(), CheckContext.unlimited());
    }

    private static HistoryBuilder added(HistoryBuilder history, int process, long delta) {
        return history.invoke(process, "add", delta).ok(process, "add", delta);
    }

    private static HistoryBuilder read(HistoryBuilder history, long value) {
        return history.invoke(9, "read", null).ok(9, "read", value);
    }

    @Test
    void whatIsShownIsNoMoreThanItTakes() {
        HistoryBuilder history = new HistoryBuilder();
        for (int i = 0; i < 10; i++) {
            added(history, i % 3, 1);
        }
        added(history, 0, 100);
        Anomaly anomaly = check(read(history, 20)).verdict().anomaliesOrNone().get(0);
        assertThat(anomaly.explanation())
                .contains("process 9 read 20", "but 110 is the least that adds acknowledged before it began");
        assertThat(anomaly.details()).containsEntry("missing", 90L);
        assertThat(anomaly.witness()).as("the 100 suffices, with the read").hasSize(4);
    }

    @Test
    void whatIsWrongInTheEndIsToldBeforeWhatWasSoForAWhile() {
        HistoryBuilder history = added(new HistoryBuilder(), 0, 5);
        read(history, 4);
        read(history, 6);
        Anomaly anomaly = check(history).verdict().anomaliesOrNone().get(0);
        assertThat(anomaly.details()).containsEntry("surplus", 1L).containsEntry("count", 2);
    }

    @Test
    void whatMakesNoSenseIsNotJudged() {
        assertThat(check(added(new HistoryBuilder(), 0, 1)).verdict().toString())
                .contains("no :read is ok");
        assertThat(check(new HistoryBuilder().invoke(0, "add", "one")).verdict().toString())
                .contains("an integer of 64 bits, found \"one\"");
        assertThat(check(added(added(new HistoryBuilder(), 0, Long.MAX_VALUE), 0, 1))
                        .verdict()
                        .toString())
                .contains("event 2: the sum of all adds is beyond");
        assertThat(check(new HistoryBuilder().invoke(0, "add", 1L).ok(0, "add", 2L))
                        .verdict()
                        .toString())
                .contains("expected an :add of 1 to be completed as that, found 2");
        assertThatThrownBy(() -> Checkers.named("counter", CheckerOptions.DEFAULT.withInitial("none")))
                .hasMessageContaining("--initial 0");
    }
}
