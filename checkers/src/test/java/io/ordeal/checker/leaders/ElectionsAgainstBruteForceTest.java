package io.ordeal.checker.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.BruteForce;
import io.ordeal.checker.linearizability.RandomHistories;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Terms and beliefs, each by itself, against {@link ElectionModel} with every order tried. Not both in one order: who was elected
 * early and is told late may find the term over, and takes office only when it is told.
 */
class ElectionsAgainstBruteForceTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 5_000);
    private static final long SEED = Long.getLong("ordeal.seed", 41_000);

    @ParameterizedTest
    @CsvSource({"terms, false", "real-time, true"})
    void agreesWithBruteForce(String promise, boolean oneAtATime) {
        Checker checker = new LeaderElectionChecker(Optional.of(promise));
        ElectionModel model = new ElectionModel(oneAtATime, true);
        ElectionModel office = new ElectionModel(true, false);
        ElectionModel terms = new ElectionModel(false, true);
        // that somebody leads, and nobody knows in which term, is no history of terms
        List<Draw> draws = List.of(oneAtATime ? ElectionModel.draws() : ElectionModel.drawsOfTerms());
        int invalid = 0;
        int unknown = 0;
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            Random random = new Random(~seed);
            History history = new RandomHistories<>(model, draws, seed)
                    .next(1 + random.nextInt(9), 1 + random.nextInt(4), random.nextInt(4) * 0.1);
            Verdict verdict = checker.check(history, CheckContext.unlimited()).verdict();
            boolean expected = BruteForce.isLinearizable(terms, history)
                    && (!oneAtATime || BruteForce.isLinearizable(office, history));
            boolean open = oneAtATime && someoneGoesOn(history);
            if (verdict.isUnknown() ? !open : verdict.isValid() != expected) {
                StringBuilder words = new StringBuilder();
                history.ops().forEach(op -> words.append(op).append('\n'));
                assertThat(verdict)
                        .as("-Dordeal.seed=%d:\n%s", seed, words)
                        .isEqualTo(expected ? "valid, by brute force" : "invalid, by brute force");
            }
            invalid += expected ? 0 : 1;
            unknown += verdict.isUnknown() ? 1 : 0;
        }
        assertThat(unknown).as("undecided histories").isLessThan(HISTORIES / 20);
        assertThat(invalid).as("invalid histories").isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
    }

    /** Whether a process goes on after an operation of unknown outcome. */
    private static boolean someoneGoesOn(History history) {
        Set<Integer> unsure = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.type(i) == OpType.INFO) {
                unsure.add(history.process(i));
            } else if (unsure.contains(history.process(i))) {
                return true;
            }
        }
        return false;
    }
}
