package io.ordeal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultLabelTest {
    @Test
    void namedByWhomAndHow() {
        History history = new HistoryBuilder()
                .info(Op.NEMESIS, "start-partition", "partition:primary")
                .info(
                        Op.NEMESIS,
                        "start-partition",
                        Map.of(Keyword.of("whom"), List.of("n1"), Keyword.of("mode"), "hold"))
                .build();
        assertThat(FaultLabel.of(FaultSpans.of(history).spans().get(0))).isEqualTo("partition [\"n1\"] hold");
    }

    @Test
    void whoIsStruckIsNamed() {
        History history = new HistoryBuilder()
                .info(Op.NEMESIS, "start-kill", "kill:one")
                .info(
                        Op.NEMESIS,
                        "start-kill",
                        Map.of(Keyword.of("whom"), "one", Keyword.of("nodes"), List.of("n2", "n3")))
                .build();
        assertThat(FaultLabel.of(FaultSpans.of(history).spans().get(0))).isEqualTo("kill one: n2 n3");
    }
}
