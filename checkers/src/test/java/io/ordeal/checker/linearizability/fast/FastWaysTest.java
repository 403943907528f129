package io.ordeal.checker.linearizability.fast;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.BruteForce;
import io.ordeal.checker.linearizability.FastWay.Answer;
import io.ordeal.checker.linearizability.SearchAlone;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fast way against brute force on small histories, and against the search on larger ones; and of each violation, that
 * the few operations which are to show it do.
 */
class FastWaysTest {
    /** Histories a structure: {@code -Dordeal.histories=100000} makes the long run. */
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 3_000);

    private static final boolean LONG_RUN = HISTORIES > 10_000;

    private static final int MAX_CONFIGURATIONS = LONG_RUN ? 20_000 : 2_000;

    private static final Logger LOG = System.getLogger(FastWaysTest.class.getName());

    private static final long SEED = Long.getLong("ordeal.seed", 90_125);

    @ParameterizedTest
    @EnumSource
    void smallHistoriesAgreeWithBruteForce(Structure structure) {
        new Run(structure).agree(HISTORIES, 2, 8, true);
    }

    @ParameterizedTest
    @EnumSource
    void largerHistoriesAgreeWithTheSearch(Structure structure) {
        new Run(structure).agree(LONG_RUN ? HISTORIES : HISTORIES / 10, 30, LONG_RUN ? 300 : 120, false);
    }

    /** One structure's histories, and what came of them. */
    private static final class Run {
        private final Structure structure;
        private int mine;
        private int invalid;
        private int unknown;
        private int largestFew;

        Run(Structure structure) {
            this.structure = structure;
        }

        void agree(int histories, int least, int most, boolean byBruteForce) {
            for (int i = 0; i < histories; i++) {
                long seed = SEED + i;
                Random random = new Random(~seed);
                int operations = least + random.nextInt(most - least + 1);
                double infos = random.nextInt(3) * (byBruteForce ? 0.1 : 1.0 / operations);
                History history = new DistinctHistories(structure, seed).next(operations, 1 + random.nextInt(4), infos);
                judge(history, seed, byBruteForce);
            }
            if (LONG_RUN) {
                LOG.log(
                        Level.INFO,
                        "{0}: {1} histories of {2}..{3} operations: {4} of its kind, of which {5} invalid"
                                + ", {6} too hard for the search; at most {7} operations to show a violation",
                        structure.checker(),
                        histories,
                        least,
                        most,
                        mine,
                        invalid,
                        unknown,
                        largestFew);
            }
            assertThat(mine).as("histories of its kind").isGreaterThan(histories / 2);
            assertThat(invalid).as("invalid ones of them").isBetween(mine / 50, mine * 49 / 50);
            assertThat(unknown).as("histories too hard for the search").isLessThan(histories / 3);
        }

        private void judge(History history, long seed, boolean byBruteForce) {
            Answer answer = structure
                    .way()
                    .judge(history, SearchAlone.events(history), ValueShape.PLAIN, CheckContext.unlimited());
            if (answer instanceof Answer.NotMine) {
                return;
            }
            mine++;
            Optional<Boolean> expected = byBruteForce
                    ? Optional.of(BruteForce.isLinearizable(structure.model(), history))
                    : SearchAlone.isLinearizable(structure.model(), history, MAX_CONFIGURATIONS);
            if (expected.isEmpty()) {
                unknown++;
                return;
            }
            invalid += expected.get() ? 0 : 1;
            assertThat(answer instanceof Answer.Linearizable)
                    .as(() -> "-Dordeal.seed=" + seed + " of " + structure.checker() + ":\n" + inWords(history))
                    .isEqualTo(expected.get());
            if (answer instanceof Answer.NotLinearizable not) {
                History few =
                        history.select(at -> Arrays.stream(not.invocations()).anyMatch(kept -> kept == at));
                largestFew = Math.max(largestFew, not.invocations().length);
                assertThat(SearchAlone.isLinearizable(structure.model(), few, MAX_CONFIGURATIONS))
                        .as(() -> "the few of -Dordeal.seed=" + seed + " of " + structure.checker() + ":\n"
                                + inWords(few))
                        .isNotEqualTo(Optional.of(true));
            }
        }
    }

    private static String inWords(History history) {
        return history.ops().stream().map(Op::toString).collect(Collectors.joining("\n"));
    }
}
