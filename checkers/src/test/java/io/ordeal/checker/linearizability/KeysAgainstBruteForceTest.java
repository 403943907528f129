package io.ordeal.checker.linearizability;

import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories of several keys, each judged by itself and all together, against a brute force that knows no keys. */
class KeysAgainstBruteForceTest {
    @Test
    void casRegisters() {
        agree(
                "keyed cas-register",
                new RegisterModel(0L, true),
                Draw.of("read", null, 0L, 1L, 2L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)));
    }

    @Test
    void kv() {
        agree(
                "keyed kv",
                new KvModel(),
                Draw.of("get", null, "", "a", "b", "ab", "ba"),
                Draw.of("put", "a", "a"),
                Draw.of("append", "b", "b"));
    }

    @Test
    void unorderedQueues() {
        agree(
                "keyed unordered-queue",
                new QueueModel(QueueModel.Order.NONE),
                Draw.of("enqueue", 1L, 1L),
                Draw.of("enqueue", 2L, 2L),
                Draw.of("dequeue", null, null, 1L, 2L));
    }

    private static <S> void agree(String name, Model<S> one, Draw... draws) {
        List<Draw> all = Together.draws(List.of(draws), "x", "y", "z");
        Linearizability<S> keyed = Linearizability.of(one).reading(ValueShape.PAIRS);
        Agreement.agree(name, new Together<>(one), all, keyed);
        Agreement.agree(name + " together", new Together<>(one), all, keyed.unpartitioned());
    }
}
