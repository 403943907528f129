package io.ordeal.checker.txn.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.weak.CommitOrders;
import io.ordeal.checker.txn.weak.CommitOrders.Level;
import io.ordeal.checker.txn.weak.ReadsFrom;
import io.ordeal.checker.txn.weak.RegisterReads;
import io.ordeal.checker.txn.weak.SmallHistories;
import io.ordeal.history.History;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommitOrderSearchAgainstBruteForceTest {
    /** {@code -Dordeal.histories=1000000} makes the long run. */
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 2_000);

    private static final long SEED = Long.getLong("ordeal.seed", 1);

    private static final Map<StrongLevel, Level> LEVELS = new EnumMap<>(Map.of(
            StrongLevel.PREFIX, Level.PREFIX,
            StrongLevel.SNAPSHOT_ISOLATION, Level.SNAPSHOT,
            StrongLevel.STRONG_SESSION_SNAPSHOT_ISOLATION, Level.SNAPSHOT_SESSION,
            StrongLevel.STRONG_SNAPSHOT_ISOLATION, Level.SNAPSHOT_REAL_TIME,
            StrongLevel.SERIALIZABLE, Level.SERIALIZABLE,
            StrongLevel.STRONG_SESSION_SERIALIZABLE, Level.SERIALIZABLE_SESSION,
            StrongLevel.STRICT_SERIALIZABLE, Level.SERIALIZABLE_REAL_TIME));

    @Test
    void everyLevelIsKeptWhereItsAxiomsSaySo() {
        Map<StrongLevel, Integer> invalid = new EnumMap<>(StrongLevel.class);
        for (int i = 0; i < HISTORIES; i++) {
            History history = SmallHistories.of(SEED + i);
            RegisterReads reads = RegisterReads.of(
                    Transactions.of(history, Transactions.Workload.RW_REGISTER, null, CheckContext.unlimited()),
                    CheckContext.unlimited());
            if (!reads.anomalies().isEmpty()) {
                continue;
            }
            Set<Level> kept = CommitOrders.kept(history, Set.copyOf(LEVELS.values()));
            for (StrongLevel level : StrongLevel.values()) {
                Verdict verdict = CommitOrderSearch.judge(reads.readsFrom(), level, CheckContext.unlimited())
                        .verdict();
                boolean expected = kept.contains(LEVELS.get(level));
                if (verdict.isValid() != expected || !eachStepAgrees(reads.readsFrom(), level, expected)) {
                    assertThat(verdict)
                            .as("-Dordeal.seed=%d at %s:\n%s", SEED + i, level, inWords(history))
                            .isEqualTo(expected ? "valid, by brute force" : "invalid, by brute force");
                }
                invalid.merge(level, expected ? 0 : 1, Integer::sum);
            }
        }
        assertThat(invalid.values())
                .allSatisfy(count -> assertThat(count).isBetween(HISTORIES / 50, HISTORIES * 49 / 50));
    }

    /** The search without saturation, and saturation without the search: neither hides what the other does wrong. */
    private static boolean eachStepAgrees(ReadsFrom history, StrongLevel level, boolean expected) {
        CheckContext context = CheckContext.unlimited();
        CertainOrder order = new CertainOrder(history, level);
        order.arrange();
        int[] sorted = order.topologicalOrder(context);
        if (sorted.length < order.events()) {
            return !expected;
        }
        int[] found = new FrontierSearch(order, sorted, context).search(Long.MAX_VALUE);
        boolean agrees = (found.length == order.events()) == expected;
        Saturation.Outcome outcome = Saturation.saturate(order, context);
        if (outcome == Saturation.Outcome.CONTRADICTION) {
            return agrees && !expected;
        }
        sorted = order.topologicalOrder(context);
        if (outcome == Saturation.Outcome.DECIDED) {
            CommitOrder.replayed(history, level, sorted);
            return agrees && expected;
        }
        found = new FrontierSearch(order, sorted, context).search(Long.MAX_VALUE);
        return agrees && (found.length == order.events()) == expected;
    }

    private static String inWords(History history) {
        return history.ops().stream()
                .map(op -> op.process() + " " + op.type() + " " + op.value())
                .collect(Collectors.joining("\n"));
    }
}
