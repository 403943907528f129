package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.List;
import java.util.Random;

/**
 * Holds a checker's verdicts of random histories against {@link BruteForce}, and those of their beginnings, where it says that a
 * violation lasts, against that of the whole.
 */
public final class Agreement {
    /** Histories a model: {@code -Dordeal.histories=1000000} makes the long run. */
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 5_000);

    private static final long SEED = Long.getLong("ordeal.seed", 20_240_601);

    private Agreement() {}

    public static <S> void agree(String name, Model<S> model, List<Draw> draws, Checker checker) {
        CheckContext context = CheckContext.unlimited().withParallelism(1);
        int invalid = 0;
        int lasting = 0;
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
            History soFar = history.prefix(random.nextInt(history.size() + 1));
            if (checker.violationsLast(soFar)
                    && checker.check(soFar, context).verdict().isInvalid()) {
                assertThat(expected)
                        .as(
                                "-Dordeal.seed=%d of %s: its beginning was called a violation that lasts:\n%s",
                                seed, name, inWords(soFar))
                        .isFalse();
                lasting++;
            }
            invalid += expected ? 0 : 1;
        }
        assertThat(invalid).as("invalid histories of " + name).isBetween(HISTORIES / 50, HISTORIES * 49 / 50);
        if (checker.violationsLast(new HistoryBuilder().build())) {
            assertThat(lasting).as("violations that last, of " + name).isGreaterThan(HISTORIES / 200);
        }
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
