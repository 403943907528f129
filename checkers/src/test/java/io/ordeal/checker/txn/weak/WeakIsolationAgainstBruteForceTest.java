package io.ordeal.checker.txn.weak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.weak.CommitOrders.Level;
import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WeakIsolationAgainstBruteForceTest {
    /** {@code -Dordeal.histories=1000000} makes the long run. */
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 2_000);

    private static final long SEED = Long.getLong("ordeal.seed", 1);
    private static final Set<Level> LEVELS = EnumSet.of(Level.READ_COMMITTED, Level.READ_ATOMIC, Level.CAUSAL);

    @Test
    void everyLevelIsKeptWhereItsAxiomsSaySo() {
        int[] invalid = new int[LEVELS.size()];
        for (int i = 0; i < HISTORIES; i++) {
            History history = SmallHistories.of(SEED + i);
            Set<Level> kept = CommitOrders.kept(history, LEVELS);
            for (WeakLevel level : WeakLevel.values()) {
                List<Anomaly> found = violations(history, level, CausalPast.FEW);
                boolean expected = kept.contains(Level.valueOf(level.name()));
                boolean chained = violations(history, level, 0).isEmpty();
                if (found.isEmpty() != expected || chained != expected) {
                    assertThat(found)
                            .as("-Dordeal.seed=%d at %s:\n%s", SEED + i, level, inWords(history))
                            .isEqualTo(expected ? "none, by brute force" : "some, by brute force");
                }
                invalid[level.ordinal()] += expected ? 0 : 1;
            }
        }
        for (int count : invalid) {
            assertThat(count).as("invalid histories").isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
        }
    }

    /** The transactions that a violation names break the same level alone. */
    @Test
    void everyWitnessIsAViolationAlone() {
        int seen = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = SmallHistories.of(SEED + i);
            for (WeakLevel level : WeakLevel.values()) {
                for (Anomaly anomaly :
                        WeakIsolation.violations(reads(history).readsFrom(), level, CheckContext.unlimited())) {
                    Set<Integer> indexes =
                            anomaly.witness().stream().map(op -> op.index()).collect(Collectors.toSet());
                    History witness = history.select(position -> indexes.contains(history.index(position)));
                    assertThat(WeakIsolation.violations(reads(witness).readsFrom(), level, CheckContext.unlimited()))
                            .as("-Dordeal.seed=%d: %s of\n%s", SEED + i, anomaly.explanation(), inWords(history))
                            .isNotEmpty();
                    seen++;
                }
            }
        }
        assertThat(seen).isPositive();
    }

    private static List<Anomaly> violations(History history, WeakLevel level, int fewSessions) {
        RegisterReads reads = reads(history);
        List<Anomaly> all = new ArrayList<>(reads.anomalies());
        all.addAll(WeakIsolation.violations(reads.readsFrom(), level, fewSessions, CheckContext.unlimited()));
        return all;
    }

    private static RegisterReads reads(History history) {
        CheckContext context = CheckContext.unlimited();
        return RegisterReads.of(Transactions.of(history, Transactions.Workload.RW_REGISTER, null, context), context);
    }

    private static String inWords(History history) {
        return history.ops().stream()
                .map(op -> op.process() + " " + op.type() + " " + op.value())
                .collect(Collectors.joining("\n"));
    }
}
