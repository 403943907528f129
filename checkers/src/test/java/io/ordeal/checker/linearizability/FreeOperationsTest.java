package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The search that lets writes take effect unseen against the one that does not, on histories too large for a brute force,
 * with many writes open at once.
 */
class FreeOperationsTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 1_000);
    private static final long SEED = Long.getLong("ordeal.seed", 77);

    @Test
    void casRegister() {
        agree(
                new RegisterModel(0L, true),
                Draw.of("read", null, 0L, 1L, 2L, 3L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("write", 3L, 3L),
                Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)),
                Draw.of("cas", List.of(2L, 2L), List.of(2L, 2L)));
    }

    @Test
    void register() {
        agree(
                new RegisterModel(null, false),
                Draw.of("read", null, null, 1L, 2L, 3L, 4L, 5L),
                Draw.of("read", null, null, 1L, 2L, 3L, 4L, 5L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("write", 3L, 3L),
                Draw.of("write", 4L, 4L),
                Draw.of("write", 5L, 5L));
    }

    @Test
    void kv() {
        agree(
                new KvModel(),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "bb", "aa"),
                Draw.of("get", null, "", "a", "b", "ab", "ba", "bb", "aa"),
                Draw.of("put", "a", "a"),
                Draw.of("put", "b", "b"),
                Draw.of("append", "b", "b"));
    }

    private static <S> void agree(Model<S> model, Draw... draws) {
        int invalid = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long seed = SEED + i;
            Random random = new Random(~seed);
            History history = new RandomHistories<>(model, List.of(draws), seed)
                    .next(8 + random.nextInt(33), 2 + random.nextInt(7), random.nextInt(3) * 0.05);
            Budget budget = new Budget(CheckContext.unlimited());
            Problem problem = Problem.of(
                    history,
                    new Partition(history, ValueShape.PLAIN, model).allEvents(),
                    ValueShape.PLAIN,
                    model,
                    budget);
            Search plain = Search.tracing(problem, new ModelTransitions<>(model, problem.calls), budget);
            Search free = new Search(problem, new ModelTransitions<>(model, problem.calls), budget);
            boolean expected = plain.run();
            if (free.run() != expected || free.furthest() != plain.furthest()) {
                assertThat(free.furthest())
                        .as("-Dordeal.seed=%d, %s:\n%s", seed, expected, Agreement.inWords(history))
                        .isEqualTo(plain.furthest());
            }
            invalid += expected ? 0 : 1;
        }
        assertThat(invalid).as("invalid histories").isBetween(HISTORIES / 50, HISTORIES * 49 / 50);
    }
}
