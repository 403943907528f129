package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
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
                .map(span -> span.name() + " " + span.from() + "-" + span.to())
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
        assertThat(FaultSpans.end(span, history)).isEqualTo(3);
    }

    @Test
    void healsOfNothingAndOtherDeedsAreMoments() {
        FaultSpans spans = FaultSpans.of(history("stop-kill stop-kill bump-clock bump-clock ."));
        assertThat(spans.spans()).isEmpty();
        assertThat(spans.moments()).extracting(FaultSpans.Moment::f).containsExactly("stop-kill", "bump-clock");
    }

    @Test
    void namedByWhomAndHow() {
        History history = new HistoryBuilder()
                .info(Op.NEMESIS, "start-partition", "partition:primary")
                .info(
                        Op.NEMESIS,
                        "start-partition",
                        Map.of(Keyword.of("whom"), List.of("n1"), Keyword.of("mode"), "hold"))
                .build();
        assertThat(FaultSpans.of(history).spans().get(0).label()).isEqualTo("partition [\"n1\"] hold");
    }
}
