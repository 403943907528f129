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
    private static Map<String, Object> firstFault(Map<String, Object> figures) {
        return ((List<Map<String, Object>>) figures.getOrDefault("faults", List.of())).get(0);
    }
}
