package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fast way of registers against the search, and, on small histories, against brute force. */
class GibbonsKorachTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 15_000);
    private static final long SEED = Long.getLong("ordeal.seed", 4_711);

    @Test
    void smallRegistersAgreeWithBruteForce() {
        agree(false, 8, true);
    }

    @Test
    void smallCasRegistersAgreeWithBruteForce() {
        agree(true, 8, true);
    }

    @Test
    void largerRegistersAgreeWithTheSearch() {
        agree(false, 40, false);
    }

    @Test
    void largerCasRegistersAgreeWithTheSearch() {
        agree(true, 40, false);
    }

    private static void agree(boolean withCas, int operations, boolean bruteForce) {
        RegisterModel model = new RegisterModel(0L, withCas);
        Linearizability<?> search = Linearizability.of(model);
        Linearizability<?> fast = search.with(new GibbonsKorach(0L, withCas));
        CheckContext context = CheckContext.unlimited().withParallelism(1);
        int mine = 0;
        int invalid = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long seed = SEED + i;
            Random random = new Random(~seed);
            List<Draw> draws = draws(withCas, random, operations);
            History history = new RandomHistories<>(model, draws, seed)
                    .next(1 + random.nextInt(operations), 1 + random.nextInt(5), random.nextInt(3) * 0.08);
            CheckResult result = fast.check(history, context);
            if (!result.notes().contains("algorithm: gibbons-korach")) {
                continue;
            }
            mine++;
            boolean expected = bruteForce
                    ? BruteForce.isLinearizable(model, history)
                    : search.check(history, context).verdict().isValid();
            if (result.verdict().isUnknown() || result.verdict().isValid() != expected) {
                assertThat(result.verdict())
                        .as("-Dordeal.seed=%d:\n%s", seed, Agreement.inWords(history))
                        .isEqualTo(expected ? "linearizable" : "not linearizable");
            }
            invalid += expected ? 0 : 1;
        }
        assertThat(mine).as("histories with distinct values").isGreaterThan(HISTORIES / 4);
        assertThat(invalid).as("invalid ones of them").isBetween(mine / 20, mine * 19 / 20);
    }

    /** Each value is likely to be drawn once: as many as there are operations, and more. */
    private static List<Draw> draws(boolean withCas, Random random, int operations) {
        List<@Nullable Object> values = new ArrayList<>();
        for (long value = 0; value <= operations; value++) {
            values.add(value);
        }
        List<Draw> draws = new ArrayList<>();
        for (long value = 1; value <= operations; value++) {
            draws.add(Draw.of("write", value, value));
            draws.add(new Draw("read", null, values));
            if (withCas) {
                // From what may be there, to something that no other writes.
                long from = random.nextInt(operations + 1);
                draws.add(Draw.of("cas", List.of(from, value + 1000), List.of(from, value + 1000)));
                draws.add(Draw.of("cas", List.of(value + 1000, value + 2000), List.of(value + 1000, value + 2000)));
            }
        }
        if (withCas) {
            for (long value = 1; value <= operations; value++) {
                values.add(value + 1000);
                values.add(value + 2000);
            }
        }
        return draws;
    }
}
