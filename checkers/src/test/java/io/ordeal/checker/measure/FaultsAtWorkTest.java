package io.ordeal.checker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsAtWorkTest {
    private final HistoryBuilder builder = new HistoryBuilder();
    private int events;

    /** Indexes are twice the positions: files may number events as they like. */
    private void event(int process, OpType type, String f, Object value) {
        builder.add(new Op(2 * events++, Op.NO_TIME, process, type, f, value, null));
    }

    private void fault(String f, String fault) {
        event(Op.NEMESIS, OpType.INFO, f, fault);
        event(Op.NEMESIS, OpType.INFO, f, Map.of(Keyword.of("fault"), fault));
    }

    private void operation() {
        event(0, OpType.INVOKE, "read", "x");
        event(0, OpType.OK, "read", "x");
    }

    private static Anomaly anomaly(History history, int... positions) {
        return new Anomaly(
                AnomalyType.NONLINEARIZABLE,
                null,
                "It is so.",
                java.util.Arrays.stream(positions).mapToObj(history::op).toList());
    }

    private static List<Anomaly> told(History history, Anomaly... anomalies) {
        return FaultsAtWork.told(Verdict.invalid(anomalies), history, FaultSpans.of(history))
                .anomaliesOrNone();
    }

    @Test
    void thoseBetweenTheFirstAndTheLastEventOfTheWitness() {
        operation();
        fault("start-kill", "kill:n1");
        operation();
        fault("start-partition", "partition:one");
        fault("stop-kill", "kill:n1");
        operation();
        fault("stop-partition", "partition:one");
        operation();
        History history = builder.build();
        List<Anomaly> told = told(
                history,
                anomaly(history, 0, 1),
                anomaly(history, 4, 5),
                anomaly(history, 5, 10),
                anomaly(history, 14, 15),
                anomaly(history, 0, 15));
        assertThat(told)
                .extracting(anomaly -> anomaly.details().get(FaultsAtWork.DETAIL))
                .containsExactly(
                        List.of(),
                        List.of("kill:n1"),
                        List.of("kill:n1", "partition:one"),
                        List.of(),
                        List.of("kill:n1", "partition:one"));
        assertThat(told.get(0).explanation()).isEqualTo("It is so. No fault was at work meanwhile.");
        assertThat(told.get(2).explanation()).isEqualTo("It is so. At work meanwhile: kill:n1, partition:one.");
    }

    @Test
    void nothingIsAddedWhereNothingIsKnownOfFaults() {
        operation();
        History history = builder.build();
        assertThat(told(history, anomaly(history, 0, 1))).containsExactly(anomaly(history, 0, 1));
    }

    @Test
    void nothingIsSaidOfAnAnomalyWithoutWitness() {
        fault("start-kill", "kill:n1");
        History history = builder.build();
        assertThat(told(history, anomaly(history))).containsExactly(anomaly(history));
    }
}
