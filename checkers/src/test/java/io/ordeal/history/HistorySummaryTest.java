package io.ordeal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.history.HistorySummary.KeyCount;
import io.ordeal.history.HistorySummary.Outcomes;
import io.ordeal.history.HistorySummary.TimeSpan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistorySummaryTest {
    private final HistoryBuilder builder = new HistoryBuilder();
    private int index;

    private void at(int micros, int process, OpType type, String f, @Nullable Object value) {
        builder.add(new Op(index++, micros * 1000L, process, type, f, value, null));
    }

    private History pairs() {
        at(0, 0, OpType.INVOKE, "write", Arrays.asList("x", 1));
        at(10, 1, OpType.INVOKE, "read", Arrays.asList("y", null));
        at(15, Op.NEMESIS, OpType.INFO, "start", null);
        at(20, 0, OpType.OK, "write", Arrays.asList("x", 1));
        at(30, 0, OpType.INVOKE, "cas", Arrays.asList("x", List.of(1, 2)));
        at(40, 1, OpType.FAIL, "read", Arrays.asList("y", null));
        at(50, 2, OpType.INVOKE, "read", Arrays.asList("x", null));
        at(60, 0, OpType.INFO, "cas", Arrays.asList("x", List.of(1, 2)));
        return builder.build();
    }

    @Test
    void countsByNameOutcomeKeyAndProcess() {
        HistorySummary summary = HistorySummary.of(pairs());
        assertThat(summary)
                .isEqualTo(new HistorySummary(
                        8,
                        4,
                        List.of(
                                new Outcomes("cas", 0, 0, 1, 0),
                                new Outcomes("read", 0, 1, 0, 1),
                                new Outcomes("write", 1, 0, 0, 0)),
                        3,
                        1,
                        List.of(new KeyCount("x", 3), new KeyCount("y", 1)),
                        new TimeSpan(Duration.ZERO, Duration.ofNanos(60_000))));
    }

    @Test
    void aCasAloneIsNoPair() {
        History history = builder.invoke(0, "cas", List.of(1, 2)).build();
        assertThat(HistoryKeys.of(history)).isEmpty();
        assertThat(HistorySummary.of(history).keys()).isEmpty();
        assertThat(HistorySummary.of(history).time()).isNull();
    }

    @Test
    void twoMicroOperationsAreNoPair() {
        History history = builder.invoke(0, "txn", List.of(Arrays.asList("r", 1, null), Arrays.asList("w", 2, 5)))
                .build();
        assertThat(HistoryKeys.of(history)).isEmpty();
    }

    @Test
    void oneOperationWithoutAKeyMeansNoKeys() {
        History history = builder.invoke(0, "write", List.of("x", 1))
                .ok(0, "write", List.of("x", 1))
                .invoke(0, "read", null)
                .build();
        assertThat(HistoryKeys.of(history)).isEmpty();
        assertThatThrownBy(() -> HistorySlice.byKey(history, Set.of("z"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysMayStandBesideTheValue() {
        Values values = builder.values();
        long[] extra = {values.ofKeyword("key"), values.of(List.of(1L, 2L))};
        for (int process = 0; process < 2; process++) {
            long map = values.ofCollection(Values.Kind.MAP, extra, 0, 2);
            builder.add(-1, Op.NO_TIME, process, OpType.INVOKE, builder.fNumber("get"), Values.NIL, Values.NIL, map);
            extra[1] = values.of(List.of(1L, 2L));
        }
        History history = builder.build();
        HistoryKeys keys = HistoryKeys.of(history).orElseThrow();
        assertThat(keys.inValues()).isFalse();
        assertThat(keys.key(0)).as("equal keys, one handle").isEqualTo(keys.key(1));
        assertThat(HistorySummary.of(history).keys()).containsExactly(new KeyCount(List.of(1L, 2L), 2));
    }

    @Test
    void slicesByKeyKeepTheNemesis() {
        History slice = HistorySlice.byKey(pairs(), Set.of("y"));
        assertThat(indexes(slice)).containsExactly(1, 2, 5);
        assertThat(slice.partner(0)).isEqualTo(2);
    }

    @Test
    void locksAndTransactionsAreSlicedByWhatTheyAreOn() {
        History locks = builder.invoke(0, "acquire", "a")
                .invoke(1, "acquire", "b")
                .ok(0, "acquire", "a")
                .invoke(0, "release", List.of("a", 7L))
                .build();
        assertThat(indexes(HistorySlice.byKey(locks, Set.of("a")))).containsExactly(0, 2, 3);
        History transactions = new HistoryBuilder()
                .invoke(0, "txn", List.of(List.of("append", 1L, 9L), List.of("r", 2L, 9L)))
                .invoke(1, "txn", List.of(List.of("append", 3L, 2L)))
                .build();
        assertThat(indexes(HistorySlice.byKey(transactions, Set.of(2L)))).containsExactly(0);
        assertThatThrownBy(() -> HistorySlice.byKey(transactions, Set.of(7L)))
                .hasMessageContaining("no operation is on [7]");
    }

    @Test
    void slicesByTimeHoldWhatWasUnderWay() {
        History history = pairs();
        assertThat(indexes(HistorySlice.byTime(history, Duration.ofNanos(45_000), Duration.ofNanos(49_000))))
                .containsExactly(4, 7);
        assertThat(indexes(HistorySlice.byTime(history, Duration.ofNanos(20_000), Duration.ofNanos(20_000))))
                .containsExactly(0, 1, 3, 5);
        assertThat(indexes(HistorySlice.byTime(history, Duration.ofNanos(70_000), Duration.ofNanos(80_000))))
                .as("never completed")
                .containsExactly(6);
        assertThat(indexes(HistorySlice.byTime(history, Duration.ofNanos(15_000), Duration.ofNanos(15_000))))
                .containsExactly(0, 1, 2, 3, 5);
    }

    @Test
    void noTimesNoSlicesByTime() {
        History history = builder.invoke(0, "r", null).build();
        assertThatThrownBy(() -> HistorySlice.byTime(history, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slice it by index");
    }

    @Test
    void slicesByIndexAndProcess() {
        assertThat(indexes(HistorySlice.byIndex(pairs(), 5, 5))).containsExactly(1, 4, 5, 7);
        assertThat(indexes(HistorySlice.byProcess(builder.build(), Set.of(1, Op.NEMESIS))))
                .containsExactly(1, 2, 5);
    }

    private static List<Integer> indexes(History history) {
        return history.ops().stream().map(Op::index).toList();
    }
}
