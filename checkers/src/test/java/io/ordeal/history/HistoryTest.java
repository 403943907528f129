package io.ordeal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final HistoryBuilder builder = new HistoryBuilder();

    @Test
    void invocationsAndCompletionsKnowEachOther() {
        History history = builder.invoke(0, "write", 3)
                .invoke(1, "read", null)
                .ok(0, "write", 3)
                .invoke(0, "write", 4)
                .ok(1, "read", 3)
                .build();

        assertThat(history.size()).isEqualTo(5);
        assertThat(List.of(
                        history.partner(0),
                        history.partner(1),
                        history.partner(2),
                        history.partner(3),
                        history.partner(4)))
                .containsExactly(2, 4, 0, -1, 1);
        assertThat(history.outcome(0)).isEqualTo(OpType.OK);
        assertThat(history.outcome(3)).as("never completed").isEqualTo(OpType.INFO);
        assertThat(history.fNames()).containsExactly("write", "read");
    }

    @Test
    void failAndInfoAreOutcomes() {
        History history = builder.invoke(0, "w", 1)
                .fail(0, "w", 1)
                .invoke(0, "w", 2)
                .info(0, "w", 2)
                .build();
        assertThat(history.outcome(0)).isEqualTo(OpType.FAIL);
        assertThat(history.outcome(2)).isEqualTo(OpType.INFO);
    }

    @Test
    void theNemesisIsNotPaired() {
        History history = builder.info(Op.NEMESIS, "start", null)
                .info(Op.NEMESIS, "start", "cut")
                .invoke(0, "r", null)
                .info(Op.NEMESIS, "stop", null)
                .ok(0, "r", 1)
                .build();
        assertThat(history.partner(0)).isEqualTo(-1);
        assertThat(history.partner(3)).isEqualTo(-1);
        assertThat(history.partner(2)).isEqualTo(4);
        assertThat(history.isClient(0)).isFalse();
    }

    @Test
    void refusesASecondInvocationWhileOneIsOpen() {
        builder.invoke(7, "read", null);
        assertThatThrownBy(() -> builder.invoke(7, "write", 1))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("expected the completion of process 7's :read (event 0), found that it invokes :write: a "
                        + "process does one thing at a time");
    }

    @Test
    void refusesACompletionWithoutItsInvocation() {
        assertThatThrownBy(() -> builder.ok(7, "read", 1))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("expected an :invoke of process 7 before its :ok of :read, found none open");
        builder.invoke(7, "read", null).info(7, "read", null);
        assertThatThrownBy(() -> builder.ok(7, "read", 1)).isInstanceOf(MalformedHistoryException.class);
    }

    @Test
    void refusesACompletionOfAnotherName() {
        builder.invoke(7, "read", null);
        assertThatThrownBy(() -> builder.ok(7, "write", 1))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("expected the completion of process 7's :read (event 0), found one of :write");
    }

    @Test
    void pairsLargeProcessNumbersToo() {
        int large = Integer.MAX_VALUE - 1;
        History history = builder.invoke(large, "r", null)
                .invoke(1 << 20, "r", null)
                .invoke((1 << 20) - 1, "r", null)
                .ok(large, "r", 1)
                .ok(1 << 20, "r", 2)
                .ok((1 << 20) - 1, "r", 3)
                .invoke(large, "r", null)
                .build();
        assertThat(history.partner(0)).isEqualTo(3);
        assertThat(history.partner(1)).isEqualTo(4);
        assertThat(history.partner(2)).isEqualTo(5);
        assertThat(history.partner(6)).isEqualTo(-1);
        assertThatThrownBy(() -> builder.invoke(-2, "r", null)).isInstanceOf(MalformedHistoryException.class);
    }

    @Test
    void indexesMayHaveGapsButNotFall() {
        builder.add(new Op(10, 5, 0, OpType.INVOKE, "r", null, null));
        builder.ok(0, "r", 1);
        builder.add(new Op(20, 3, 0, OpType.INVOKE, "r", null, null));
        History history = builder.build();
        assertThat(List.of(history.index(0), history.index(1), history.index(2)))
                .containsExactly(10, 11, 20);
        assertThat(history.timeNanos(1)).isEqualTo(Op.NO_TIME);
        assertThat(history.timeNanos(2)).as("times may fall").isEqualTo(3);
        Op again = new Op(20, 3, 1, OpType.INVOKE, "r", null, null);
        assertThatThrownBy(() -> builder.add(again))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("expected an :index above 20, found 20");
    }

    @Test
    void aViewTellsWhatWasAdded() {
        List<Op> ops = List.of(
                new Op(3, 17, 2, OpType.INVOKE, "cas", List.of(1L, 2L), null),
                new Op(4, 18, 2, OpType.FAIL, "cas", List.of(1L, 2L), Keyword.of("conflict")),
                new Op(9, Op.NO_TIME, Op.NEMESIS, OpType.INFO, "start", "n1", null));
        ops.forEach(builder::add);
        History history = builder.build();
        assertThat(history.ops()).isEqualTo(ops);
        assertThat(history.error(0)).isNull();
        assertThat(history.values().toObject(history.errorHandle(1))).isEqualTo(Keyword.of("conflict"));
        assertThatThrownBy(() -> history.ops().get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void selectsWholeOperationsWithTheirIndexes() {
        History history = builder.invoke(0, "w", 1)
                .invoke(1, "r", null)
                .info(Op.NEMESIS, "start", null)
                .ok(0, "w", 1)
                .ok(1, "r", 1)
                .build();
        History reads = history.select(position -> history.f(position).equals("r"));
        assertThat(reads.ops()).containsExactly(history.op(1), history.op(4));
        assertThat(reads.partner(0)).isEqualTo(1);
        assertThat(reads.index(1)).isEqualTo(4);
        assertThat(reads.values()).as("shared").isSameAs(history.values());
        assertThat(reads.select(position -> true).ops()).isEqualTo(reads.ops());
        assertThat(history.select(position -> false).size()).isZero();
    }

    @Test
    void aPrefixLeavesOperationsOpen() {
        History history =
                builder.invoke(0, "w", 1).invoke(1, "r", null).ok(0, "w", 1).build();
        History prefix = history.prefix(2);
        assertThat(prefix.ops()).containsExactly(history.op(0), history.op(1));
        assertThat(prefix.outcome(0)).isEqualTo(OpType.INFO);
        assertThat(history.outcome(0)).isEqualTo(OpType.OK);
    }

    @Test
    void whatIsBuiltDoesNotChange() {
        History before = builder.invoke(0, "w", 1).build();
        builder.ok(0, "w", 1);
        assertThat(before.size()).isEqualTo(1);
        assertThat(before.partner(0)).isEqualTo(-1);
        assertThat(builder.build().partner(0)).isEqualTo(1);
    }
}
