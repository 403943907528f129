package io.ordeal.checker.linearizability;

import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.CounterModel;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.MultiRegisterModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.checker.models.SetModel;
import io.ordeal.history.Keyword;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchAgainstBruteForceTest {
    private static final Keyword READ = Keyword.of("r");
    private static final Keyword WRITE = Keyword.of("w");

    @Test
    void register() {
        agree(
                new RegisterModel(null, false),
                Draw.of("read", null, null, 1L, 2L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("read", null, null, 1L, 2L));
    }

    @Test
    void registerWithManyValues() {
        agree(
                new RegisterModel(0L, false),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("write", 3L, 3L),
                Draw.of("write", 4L, 4L),
                Draw.of("write", 5L, 5L),
                Draw.of("read", null, 0L, 1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void casRegister() {
        agree(
                new RegisterModel(0L, true),
                Draw.of("read", null, 0L, 1L, 2L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("cas", List.of(0L, 1L), List.of(0L, 1L)),
                Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)),
                Draw.of("cas", List.of(2L, 1L), List.of(2L, 1L)),
                Draw.of("cas", List.of(1L, 1L), List.of(1L, 1L)));
    }

    /** The same without the model's hints, which only are for speed. */
    @Test
    void aModelWithoutHints() {
        Model<RegisterModel.Content> hinted = new RegisterModel(0L, true);
        agree(
                new Model<RegisterModel.Content>() {
                    @Override
                    public RegisterModel.Content initial() {
                        return hinted.initial();
                    }

                    @Override
                    public RegisterModel.@Nullable Content step(RegisterModel.Content state, Call call) {
                        return hinted.step(state, call);
                    }
                },
                Draw.of("read", null, 0L, 1L, 2L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)),
                Draw.of("cas", List.of(2L, 1L), List.of(2L, 1L)));
    }

    @Test
    void kv() {
        agree(
                new KvModel(),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "aa"),
                Draw.of("put", "a", "a"),
                Draw.of("append", "a", "a"),
                Draw.of("append", "b", "b"));
    }

    @Test
    void multiRegister() {
        agree(
                new MultiRegisterModel(Map.of("x", 0L)),
                Draw.of("txn", List.of(read("x", null)), List.of(read("x", 0L)), List.of(read("x", 1L))),
                Draw.of("txn", List.of(write("x", 1L)), List.of(write("x", 1L))),
                Draw.of("txn", List.of(write("y", 1L)), List.of(write("y", 1L))),
                Draw.of("txn", List.of(write("y", 2L), write("x", 0L)), List.of(write("y", 2L), write("x", 0L))),
                Draw.of(
                        "txn",
                        List.of(read("x", null), read("y", null)),
                        List.of(read("x", 0L), read("y", null)),
                        List.of(read("x", 0L), read("y", 1L)),
                        List.of(read("x", 1L), read("y", 1L)),
                        List.of(read("x", 1L), read("y", 2L)),
                        List.of(read("x", 0L), read("y", 2L)),
                        List.of(read("x", 1L), read("y", null))));
    }

    @Test
    void set() {
        agree(
                new SetModel(),
                Draw.of("add", 1L, 1L),
                Draw.of("add", 2L, 2L),
                Draw.of("remove", 1L, 1L),
                Draw.of("contains", 1L, List.of(1L, true), List.of(1L, false)),
                Draw.of("read", null, List.of(), List.of(1L), Set.of(2L), List.of(2L, 1L)));
    }

    @Test
    void counter() {
        agree(
                new CounterModel(0),
                Draw.of("add", 1L, 1L),
                Draw.of("add", -1L, -1L),
                Draw.of("add", 2L, 2L),
                Draw.of("read", null, -1L, 0L, 1L, 2L, 3L, 4L, 5L),
                Draw.of("read", null, -1L, 0L, 1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void fifoQueue() {
        queue(QueueModel.Order.FIFO, "enqueue", "dequeue");
    }

    @Test
    void unorderedQueue() {
        queue(QueueModel.Order.NONE, "enqueue", "dequeue");
    }

    @Test
    void priorityQueue() {
        queue(QueueModel.Order.PRIORITY, "enqueue", "dequeue");
    }

    @Test
    void stack() {
        queue(QueueModel.Order.LIFO, "push", "pop");
    }

    private static void queue(QueueModel.Order order, String put, String take) {
        agree(
                new QueueModel(order),
                Draw.of(put, 1L, 1L),
                Draw.of(put, 2L, 2L),
                Draw.of(put, 3L, 3L),
                Draw.of(take, null, null, 1L, 2L, 3L),
                Draw.of(take, null, null, 1L, 2L, 3L));
    }

    private static List<@Nullable Object> read(String register, @Nullable Object value) {
        return Arrays.asList(READ, register, value);
    }

    private static List<Object> write(String register, Object value) {
        return List.of(WRITE, register, value);
    }

    private static <S> void agree(Model<S> model, Draw... draws) {
        Agreement.agree(model.noun(), model, List.of(draws), Linearizability.of(model));
    }
}
