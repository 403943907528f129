package io.ordeal.checker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private final HistoryBuilder builder = new HistoryBuilder();
    private int index;

    @Test
    void countsAndTimesBeforeDuringAndAfterAFault() {
        operation(0, 10, OpType.OK);
        operation(20, 40, OpType.OK);
        nemesis(50, "start-partition");
        // Begun before the fault was in place: before.
        operation(51, 52, OpType.OK);
        nemesis(55, "start-partition");
        operation(60, 160, OpType.OK);
        operation(200, 300, OpType.INFO);
        operation(310, 311, OpType.FAIL);
        nemesis(400, "stop-partition");
        nemesis(410, "stop-partition");
        operation(420, 421, OpType.OK);

        Map<String, Object> figures = Availability.of(builder.build());
        assertThat(part(figures, "all")).containsEntry("operations", 7).containsEntry("ok", 5);
        Map<String, Object> fault = firstFault(figures);
        assertThat(fault).containsEntry("fault", "partition").containsEntry("fromMillis", 55.0);
        assertThat(fault).containsEntry("toMillis", 410.0);
        assertThat(part(fault, "before")).containsEntry("ok", 3).containsEntry("maxMillis", 20.0);
        assertThat(part(fault, "before")).containsEntry("p50Millis", 10.0);
        assertThat(part(fault, "during"))
                .containsEntry("operations", 3)
                .containsEntry("ok", 1)
                .containsEntry("info", 1)
                .containsEntry("fail", 1)
                .containsEntry("okShare", 1 / 3.0)
                .containsEntry("p99Millis", 100.0);
        assertThat(part(fault, "after")).containsEntry("ok", 1).containsEntry("okShare", 1.0);
        assertThat(part(figures, "underFaults")).containsEntry("operations", 3);
        assertThat(part(figures, "withoutFaults")).containsEntry("operations", 4);
    }

    @Test
    void tellsWhatEachSideCouldDoMeanwhile() {
        operation(0, 10, OpType.OK);
        nemesis(20, "start-partition");
        nemesis(30, "start-partition");
        add(40, 0, OpType.INVOKE, "write", 1);
        add(41, 1, OpType.INVOKE, "read", null);
        add(43, 1, OpType.OK, "read", 0);
        add(44, 1, OpType.INVOKE, "write", 2);
        add(45, 1, OpType.FAIL, "write", 2);
        add(46, 0, OpType.OK, "write", 1);
        nemesis(50, "stop-partition");
        nemesis(60, "stop-partition");
        operation(70, 71, OpType.OK);

        History history = builder.build();
        Map<String, Object> figures = Availability.of(
                history,
                FaultSpans.of(history),
                span -> List.of(
                        new Availability.Side("n1*", process -> process == 0),
                        new Availability.Side("n2 n3", process -> process == 1),
                        new Availability.Side("n4", process -> false)),
                span -> Map.of());

        List<Map<String, Object>> sides = list(firstFault(figures), "sides");
        assertThat(sides).extracting("side").containsExactly("n1*", "n2 n3", "n4");
        assertThat(part(sides.get(0), "all")).containsEntry("operations", 1).containsEntry("ok", 1);
        assertThat(part(part(sides.get(1), "byOperation"), "read")).containsEntry("ok", 1);
        assertThat(part(part(sides.get(1), "byOperation"), "write"))
                .containsEntry("ok", 0)
                .containsEntry("fail", 1);
        assertThat(part(sides.get(2), "all")).containsEntry("operations", 0);
        assertThat(part(sides.get(2), "byOperation")).isEmpty();
    }

    @Test
    void aFaultThatNeverStopsLastsToTheEnd() {
        nemesis(0, "start");
        nemesis(1, "start");
        operation(2, 3, OpType.INFO);
        Map<String, Object> fault = firstFault(Availability.of(builder.build()));
        assertThat(fault).doesNotContainKey("toMillis").containsEntry("fault", "fault");
        assertThat(part(fault, "during")).containsEntry("info", 1).doesNotContainKey("p50Millis");
        assertThat(part(fault, "after")).containsEntry("operations", 0).doesNotContainKey("okShare");
    }

    @Test
    void whatAClientWasToldIsNoOperation() {
        operation(0, 1, OpType.OK);
        add(2, 0, OpType.INVOKE, "session-lost", null);
        add(3, 0, OpType.OK, "session-lost", null);
        assertThat(part(Availability.of(builder.build()), "all")).containsEntry("operations", 1);
    }

    @Test
    void aHistoryWithoutTimesHasSharesAlone() {
        History history =
                new HistoryBuilder().invoke(0, "read", null).ok(0, "read", 1).build();
        assertThat(part(Availability.of(history), "all"))
                .containsEntry("okShare", 1.0)
                .doesNotContainKey("p50Millis");
    }

    private void operation(long fromMillis, long toMillis, OpType outcome) {
        add(fromMillis, 0, OpType.INVOKE, "read", null);
        add(toMillis, 0, outcome, "read", null);
    }

    private void nemesis(long millis, String f) {
        add(millis, Op.NEMESIS, OpType.INFO, f, null);
    }

    private void add(long millis, int process, OpType type, String f, @Nullable Object value) {
        builder.add(new Op(index++, millis * 1_000_000, process, type, f, value, null));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> figures, String name) {
        return (Map<String, Object>) figures.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> figures, String name) {
        return (List<Map<String, Object>>) figures.getOrDefault(name, List.of());
    }

    private static Map<String, Object> firstFault(Map<String, Object> figures) {
        return list(figures, "faults").get(0);
    }
}
