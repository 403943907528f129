package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.history.History;
import java.util.List;
import java.util.Random;

/** Holds a checker's verdicts of random histories against {@link BruteForce}. */
public final class Agreement {
    /** Histories a model: {@code -Dordeal.histories=1000000} makes the long run. */
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 5_000);

    private static final long SEED = Long.getLong("ordeal.seed", 20_240_601);

    private Agreement() {}

    public static <S> void agree(String name, Model<S> model, List<Draw> draws, Checker checker) {
        CheckContext context = CheckContext.unlimited().withParallelism(1);
        int invalid = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long seed = SEED + i;
            Random random = new Random(~seed);
            History history = new RandomHistories<>(model, draws, seed)
                    .next(1 + random.nextInt(8), 1 + random.nextInt(5), random.nextInt(4) * 0.1);
            Verdict verdict = checker.check(history, context).verdict();
            boolean expected = BruteForce.isLinearizable(model, history);
            if (verdict.isUnknown() || verdict.isValid() != expected) {
                assertThat(verdict)
                        .as("-Dordeal.seed=%d of %s:\n%s", seed, name, inWords(history))
                        .isEqualTo(expected ? "linearizable, by brute force" : "not linearizable, by brute force");
            }
            invalid += expected ? 0 : 1;
        }
        assertThat(invalid).as("invalid histories of " + name).isBetween(HISTORIES / 50, HISTORIES * 49 / 50);
    }

    static String inWords(History history) {
        StringBuilder lines = new StringBuilder();
        history.ops()
                .forEach(op -> lines.append(op.process())
                        .append(' ')
                        .append(op.type())
                        .append(' ')
                        .append(op.f())
                        .append(' ')
                        .append(op.value())
                        .append('\n'));
        return lines.toString();
    }
}
