package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchAgainstBruteForceTest {
    /** Histories a model: {@code -Dordeal.histories=1000000} for the long run. */
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 8_000);

    private static final long SEED = Long.getLong("ordeal.seed", 20_240_601);

    @Test
    void register() {
        agree(
                new RegisterModel(null, false),
                List.of(
                        Draw.of("read", null, null, 1L, 2L),
                        Draw.of("write", 1L, 1L),
                        Draw.of("write", 2L, 2L),
                        Draw.of("read", null, null, 1L, 2L)));
    }

    @Test
    void casRegister() {
        agree(
                new RegisterModel(0L, true),
                List.of(
                        Draw.of("read", null, 0L, 1L, 2L),
                        Draw.of("write", 1L, 1L),
                        Draw.of("write", 2L, 2L),
                        Draw.of("cas", List.of(0L, 1L), List.of(0L, 1L)),
                        Draw.of("cas", List.of(1L, 2L), List.of(1L, 2L)),
                        Draw.of("cas", List.of(2L, 1L), List.of(2L, 1L))));
    }

    private static <S> void agree(Model<S> model, List<Draw> draws) {
        CheckContext context = CheckContext.unlimited().withParallelism(1);
        int invalid = 0;
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(SEED + i);
            History history = new RandomHistories<>(model, draws, SEED + i)
                    .next(1 + random.nextInt(8), 1 + random.nextInt(5), random.nextInt(3) * 0.1);
            Verdict verdict = Linearizability.of(model).check(history, context).verdict();
            boolean expected = BruteForce.isLinearizable(model, history);
            assertThat(verdict.isValid())
                    .as("seed %d of %s: %s\n%s", SEED + i, model.noun(), history.ops(), verdict)
                    .isEqualTo(expected);
            assertThat(verdict.isUnknown())
                    .as("seed %d of %s", SEED + i, model.noun())
                    .isFalse();
            invalid += expected ? 0 : 1;
        }
        assertThat(invalid).as("invalid histories").isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
    }
}
