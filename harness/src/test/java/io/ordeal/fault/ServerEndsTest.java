package io.ordeal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ServerEnd;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerEndsTest {
    @Test
    void eachIsToldWithItsExitCodeAndTheLastLinesOfItsLog() {
        ServerEnd end = new ServerEnd(
                "n2", "redis 7.0.15", "139", "nodes/n2/redis.log", List.of("one", "two", "three", "REDIS BUG REPORT"));
        History history = new HistoryBuilder()
                .add(new Op(0, 1_500_000_000L, Op.NEMESIS, OpType.INFO, ServerEnds.F, ServerEnds.value(end), null))
                .build();
        assertThat(ServerEnds.notes(history))
                .containsExactly(
                        "redis 7.0.15 on node n2 ended by itself at 1.500 s, exit code 139, and no fault had killed"
                                + " it; its log is nodes/n2/redis.log, which ends: two | three | REDIS BUG REPORT");
    }

    @Test
    void whereNoneEndedNothingIsTold() {
        assertThat(ServerEnds.notes(new HistoryBuilder()
                        .info(Op.NEMESIS, "start-kill", "kill")
                        .build()))
                .isEmpty();
    }
}
