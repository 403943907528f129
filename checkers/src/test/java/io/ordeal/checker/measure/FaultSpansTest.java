package io.ordeal.checker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultSpansTest {
    /** Each word an event of the nemesis, {@code f} or {@code f=fault}; {@code .} an event of a client. */
    private static History history(String events) {
        HistoryBuilder builder = new HistoryBuilder();
        boolean open = false;
        for (String event : events.split(" ")) {
            String[] parts = event.split("=", 2);
            if (event.equals(".")) {
                builder = open ? builder.ok(0, "read", null) : builder.invoke(0, "read", null);
                open = !open;
            } else {
                Object value = parts.length == 1 ? null : Map.of(Keyword.of("fault"), parts[1]);
                builder.info(Op.NEMESIS, parts[0], value);
            }
        }
        return builder.build();
    }

    private static List<String> spans(String events) {
        return FaultSpans.of(history(events)).spans().stream()
                .map(span -> span.kind() + " " + span.from() + "-" + span.to())
                .toList();
    }

    @Test
    void fromTheBeginOfTheInjectionToTheEndOfTheHeal() {
        assertThat(spans(". start-partition start-partition . . stop-partition . stop-partition ."))
                .containsExactly("partition 1-7");
    }

    @Test
    void spansOverlapAndEndEachByItsOwnHeal() {
        assertThat(spans("start-kill start-kill start-pause start-pause stop-kill stop-kill stop-pause stop-pause"))
                .containsExactly("kill 0-5", "pause 2-7");
        assertThat(spans("start-kill=a start-kill=a start-kill=b start-kill=b stop-kill=b stop-kill=b stop-kill=a"
                        + " stop-kill=a"))
                .containsExactly("kill 0-7", "kill 2-5");
    }

    @Test
    void asJepsenNamesThem() {
        assertThat(spans("start start . stop stop")).containsExactly("fault 0-4");
        assertThat(spans("kill kill . start start pause pause resume resume")).containsExactly("kill 0-4", "pause 5-8");
    }

    @Test
    void whatIsNeverHealedLastsToTheEnd() {
        History history = history("start-partition start-partition . .");
        FaultSpans.Span span = FaultSpans.of(history).spans().get(0);
        assertThat(span.to()).isEqualTo(-1);
        assertThat(span.end(history)).isEqualTo(3);
    }

    @Test
    void healsOfNothingAndOtherDeedsAreMoments() {
        FaultSpans spans = FaultSpans.of(history("stop-kill stop-kill bump-clock bump-clock ."));
        assertThat(spans.spans()).isEmpty();
        assertThat(spans.moments()).extracting(FaultSpans.Moment::f).containsExactly("stop-kill", "bump-clock");
    }

    private static List<String> faults(HistoryBuilder builder) {
        return FaultSpans.of(builder.build()).spans().stream()
                .map(span -> span.fault() + " " + span.inForce() + "-" + span.healing())
                .toList();
    }

    private static void deed(HistoryBuilder builder, String f, String fault, Map<Keyword, Object> told) {
        builder.info(Op.NEMESIS, f, fault);
        Map<Keyword, Object> value = new LinkedHashMap<>(told);
        value.put(Keyword.of("fault"), fault);
        builder.info(Op.NEMESIS, f, value);
    }

    @Test
    void aSkippedInjectionIsNoSpanAndItsStopEndsNoOther() {
        HistoryBuilder builder = new HistoryBuilder();
        deed(builder, "start-kill", "kill:n1", Map.of());
        deed(builder, "start-kill", "kill:one", Map.of(Keyword.of("skipped"), "all are dead already"));
        deed(builder, "stop-kill", "kill:one", Map.of());
        deed(builder, "stop-kill", "kill:n1", Map.of());
        assertThat(faults(builder)).containsExactly("kill:n1 1-6");
    }

    @Test
    void twoOfAKindThatOverlapAreTwo() {
        HistoryBuilder builder = new HistoryBuilder();
        deed(builder, "start-kill", "kill:one", Map.of());
        deed(builder, "start-kill", "kill:n1", Map.of());
        deed(builder, "stop-kill", "kill:one", Map.of());
        deed(builder, "stop-kill", "kill:n1", Map.of());
        assertThat(faults(builder)).containsExactly("kill:one 1-4", "kill:n1 3-6");
        FaultSpans spans = FaultSpans.of(builder.build());
        assertThat(spans.atWork(0, 1)).containsExactly("kill:one");
        assertThat(spans.atWork(4, 5)).containsExactly("kill:one", "kill:n1");
        assertThat(spans.atWork(6, 7)).containsExactly("kill:n1");
    }

    @Test
    void aHealThatFailedEndsNothingAndTheHealOfEverythingEndsAll() {
        HistoryBuilder builder = new HistoryBuilder();
        deed(builder, "start-kill", "kill:n1", Map.of());
        deed(builder, "start-partition", "partition:one", Map.of());
        builder.info(Op.NEMESIS, "stop-kill", "kill:n1");
        builder.add(new Op(5, Op.NO_TIME, Op.NEMESIS, OpType.INFO, "stop-kill", "kill:n1", "n1 does not start"));
        builder.info(Op.NEMESIS, "heal", null);
        builder.info(Op.NEMESIS, "heal", Map.of(Keyword.of("back"), List.of("n1")));
        assertThat(faults(builder)).containsExactly("kill:n1 1-6", "partition:one 3-6");
    }

    @Test
    void anInjectionThatFailedIsOverAtOnce() {
        HistoryBuilder builder = new HistoryBuilder();
        builder.info(Op.NEMESIS, "start-kill", "kill:n1");
        builder.add(new Op(1, Op.NO_TIME, Op.NEMESIS, OpType.INFO, "start-kill", "kill:n1", "n1 does not die"));
        deed(builder, "stop-kill", "kill:n1", Map.of());
        FaultSpans.Span span = FaultSpans.of(builder.build()).spans().get(0);
        assertThat(span.failed()).isTrue();
        assertThat(span.fault()).isEqualTo("kill:n1");
        assertThat(span.to()).isEqualTo(1);
    }

    @Test
    void injectionsSideBySideAreToldApartByName() {
        HistoryBuilder builder = new HistoryBuilder()
                .info(Op.NEMESIS, "start-kill", "k1")
                .info(Op.NEMESIS, "start-kill", "k2")
                .info(Op.NEMESIS, "server-ended", Map.of(Keyword.of("node"), "n3"))
                .info(Op.NEMESIS, "start-kill", told("kill:n2", "k2"))
                .info(Op.NEMESIS, "start-kill", told("kill:n1", "k1"))
                .info(Op.NEMESIS, "stop-kill", "k1")
                .info(Op.NEMESIS, "stop-kill", "k2")
                .info(Op.NEMESIS, "stop-kill", told("kill:n1", "k1"))
                .info(Op.NEMESIS, "stop-kill", told("kill:n2", "k2"));
        assertThat(faults(builder)).containsExactly("kill:n1 4-5", "kill:n2 3-6");
        assertThat(FaultSpans.of(builder.build()).moments())
                .extracting(FaultSpans.Moment::f)
                .containsExactly("server-ended");
    }

    private static Map<Keyword, Object> told(String fault, String id) {
        return Map.of(Keyword.of("fault"), fault, Keyword.of("id"), id);
    }
}
