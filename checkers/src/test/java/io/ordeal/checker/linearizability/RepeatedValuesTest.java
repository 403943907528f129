package io.ordeal.checker.linearizability;

import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.linearizability.fast.ContainerWay;
import io.ordeal.checker.linearizability.fast.CounterSlots;
import io.ordeal.checker.linearizability.fast.SetLevels;
import io.ordeal.checker.models.CounterModel;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.checker.models.SetModel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Histories in which values are repeated, so that a fast way can say at most that there is no linearization: with the
 * search behind it, it says what brute force does.
 */
class RepeatedValuesTest {
    @Test
    void register() {
        agree(
                "register",
                new RegisterModel(0L, false),
                new GibbonsKorach(0L, false),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L),
                Draw.of("write", 0L, 0L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("write", 3L, 3L));
    }

    @Test
    void casRegister() {
        agree(
                "cas-register",
                new RegisterModel(null, true),
                new GibbonsKorach(null, true),
                Draw.of("read", null, null, 1L, 2L, 3L, 4L),
                Draw.of("read", null, null, 1L, 2L, 3L, 4L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 3L, 3L),
                Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)),
                Draw.of("cas", List.of(2L, 4L), List.of(2L, 4L)),
                Draw.of("cas", List.of(3L, 1L), List.of(3L, 1L)),
                Draw.of("cas", List.of(2L, 2L), List.of(2L, 2L)));
    }

    /** Many values, each rarely drawn twice: what is written once lies beside what is written twice. */
    @Test
    void casRegisterOfManyValues() {
        agree(
                "cas-register of many values",
                new RegisterModel(0L, true),
                new GibbonsKorach(0L, true),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L, 6L),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L, 6L),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L, 6L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("write", 3L, 3L),
                Draw.of("cas", List.of(1L, 4L), List.of(1L, 4L)),
                Draw.of("cas", List.of(2L, 5L), List.of(2L, 5L)),
                Draw.of("cas", List.of(4L, 6L), List.of(4L, 6L)),
                Draw.of("cas", List.of(0L, 1L), List.of(0L, 1L)));
    }

    @Test
    void kv() {
        agree(
                "kv",
                new KvModel(),
                new AppendedTexts(),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aa", "aab", "c", "bc"),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aa", "aab", "c", "bc"),
                Draw.of("put", "a", "a"),
                Draw.of("append", "a", "a"),
                Draw.of("append", "b", "b"),
                Draw.of("append", "", ""));
    }

    @Test
    void kvWithoutPuts() {
        agree(
                "kv without puts",
                new KvModel(),
                new AppendedTexts(),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aa", "aab", "aba", "c"),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aa", "aab", "aba", "c"),
                Draw.of("append", "a", "a"),
                Draw.of("append", "b", "b"));
    }

    @Test
    void kvOfPiecesThatBeginWithOthers() {
        agree(
                "kv of pieces that begin with others",
                new KvModel(),
                new AppendedTexts(),
                Draw.of("get", null, "", "a", "ab", "b", "aba", "abb", "aab"),
                Draw.of("get", null, "", "a", "ab", "b", "aba", "abb", "aab"),
                Draw.of("put", "", ""),
                Draw.of("put", "ab", "ab"),
                Draw.of("append", "a", "a"),
                Draw.of("append", "ab", "ab"),
                Draw.of("append", "b", "b"));
    }

    @Test
    void fifoQueue() {
        queue(QueueModel.Order.FIFO, ContainerWay.fifoQueue(), "enqueue", "dequeue");
    }

    @Test
    void unorderedQueue() {
        queue(QueueModel.Order.NONE, ContainerWay.unorderedQueue(), "enqueue", "dequeue");
    }

    @Test
    void priorityQueue() {
        queue(QueueModel.Order.PRIORITY, ContainerWay.priorityQueue(), "enqueue", "dequeue");
    }

    @Test
    void stack() {
        queue(QueueModel.Order.LIFO, ContainerWay.stack(), "push", "pop");
    }

    private static void queue(QueueModel.Order order, FastWay way, String put, String take) {
        agree(
                "queue " + order,
                new QueueModel(order),
                way,
                Draw.of(put, 1L, 1L),
                Draw.of(put, 2L, 2L),
                Draw.of(put, 3L, 3L),
                Draw.of(put, 4L, 4L),
                Draw.of(take, null, null, 1L, 2L, 3L, 4L, 5L),
                Draw.of(take, null, null, 1L, 2L, 3L, 4L, 5L),
                Draw.of(take, null, null, 1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void set() {
        agree(
                "linearizable-set",
                new SetModel(),
                new SetLevels(),
                Draw.of("add", 1L, 1L),
                Draw.of("add", 2L, 2L),
                Draw.of("remove", 1L, 1L),
                Draw.of("contains", 1L, List.of(1L, true), List.of(1L, false)),
                Draw.of("contains", 3L, List.of(3L, true), List.of(3L, false)),
                Draw.of("read", null, List.of(), List.of(1L), Set.of(2L), List.of(2L, 1L), List.of(1L, 3L)));
    }

    @Test
    void counter() {
        agree(
                "linearizable-counter",
                new CounterModel(0),
                new CounterSlots(0),
                Draw.of("add", 1L, 1L),
                Draw.of("add", -2L, -2L),
                Draw.of("add", 3L, 3L),
                Draw.of("read", null, -2L, -1L, 0L, 1L, 2L, 3L, 4L, 5L),
                Draw.of("read", null, -2L, -1L, 0L, 1L, 2L, 3L, 4L, 5L));
    }

    private static <S> void agree(String name, Model<S> model, FastWay way, Draw... draws) {
        Agreement.agree(name, model, List.of(draws), Linearizability.of(model).with(way));
    }
}
