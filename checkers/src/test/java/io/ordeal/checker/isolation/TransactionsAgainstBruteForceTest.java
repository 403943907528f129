package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.isolation.EveryVersionOrder.Proscribed;
import io.ordeal.checker.isolation.SmallTransactions.Order;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.weak.CommitOrders;
import io.ordeal.checker.txn.weak.CommitOrders.Level;
import io.ordeal.checker.txn.weak.RegisterReads;
import io.ordeal.history.History;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small random histories against every order of their transactions, at every level: at those that are decided by trying
 * all orders the verdict is that, at the others it contradicts none of them. {@code -Dordeal.histories=N} judges more of
 * them, {@code -Dordeal.seed=N} begins with another.
 */
class TransactionsAgainstBruteForceTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 2000);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    /** The levels of which there is always a verdict. */
    private static final Set<ConsistencyModel> DECIDED = EnumSet.of(
            ConsistencyModel.SNAPSHOT_ISOLATION,
            ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION,
            ConsistencyModel.STRONG_SNAPSHOT_ISOLATION,
            ConsistencyModel.SERIALIZABLE,
            ConsistencyModel.STRONG_SESSION_SERIALIZABLE,
            ConsistencyModel.STRICT_SERIALIZABLE);

    @ParameterizedTest
    @ValueSource(strings = {"list-append", "rw-register"})
    void eachVerdictIsThatOfAllOrders(String name) {
        Map<ConsistencyModel, Checker> checkers = new EnumMap<>(ConsistencyModel.class);
        for (ConsistencyModel level : ConsistencyModel.values()) {
            checkers.put(level, Checkers.named(name, CheckerOptions.DEFAULT.withModel(level.wire())));
        }
        Set<String> seen = new TreeSet<>();
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            SmallTransactions small = new SmallTransactions(seed, name.equals("list-append"));
            Map<ConsistencyModel, Boolean> truth = truth(small);
            for (ConsistencyModel level : ConsistencyModel.values()) {
                Verdict verdict = Objects.requireNonNull(checkers.get(level))
                        .check(small.history, CheckContext.unlimited())
                        .verdict();
                @Nullable String wrong = wrong(verdict, small.lists, truth, level);
                if (wrong != null) {
                    fail("-Dordeal.seed=" + seed + " at " + level.wire() + ": " + wrong + ": " + verdict + "\n"
                            + inWords(small.history));
                }
                if (DECIDED.contains(level)) {
                    seen.add(level.wire() + (verdict.isValid() ? " holds" : " is broken"));
                }
            }
        }
        if (HISTORIES >= 500) {
            assertThat(seen).as("both verdicts at each level").hasSize(2 * DECIDED.size());
        }
    }

    private static @Nullable String wrong(
            Verdict verdict, boolean lists, Map<ConsistencyModel, Boolean> truth, ConsistencyModel level) {
        boolean holds = follows(truth, level);
        boolean broken = contradicts(truth, level);
        boolean known = truth.containsKey(level);
        if (holds && broken) {
            return "by brute force it both holds and does not";
        }
        if (verdict.isUnknown()) {
            return DECIDED.contains(level) ? "undecided" : null;
        }
        if (verdict.isValid()) {
            return broken || ((lists || known) && !holds) ? "by brute force it does not hold" : null;
        }
        return holds || (known && !broken) ? "by brute force it holds" : null;
    }

    private static String inWords(History history) {
        return history.ops().stream()
                .map(op -> op.process() + " " + op.type() + " " + op.value())
                .collect(Collectors.joining("\n"));
    }

    private static Map<ConsistencyModel, Boolean> truth(SmallTransactions small) {
        Map<ConsistencyModel, Boolean> truth = new EnumMap<>(ConsistencyModel.class);
        EveryOrder free = new EveryOrder(small, Order.NONE);
        EveryOrder sessions = new EveryOrder(small, Order.SESSIONS);
        EveryOrder realTime = new EveryOrder(small, Order.REAL_TIME);
        truth.put(ConsistencyModel.STRICT_SERIALIZABLE, realTime.isSerializable());
        truth.put(ConsistencyModel.STRONG_SESSION_SERIALIZABLE, sessions.isSerializable());
        truth.put(ConsistencyModel.SERIALIZABLE, free.isSerializable());
        truth.put(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION, realTime.isSnapshotIsolated());
        truth.put(ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION, sessions.isSnapshotIsolated());
        truth.put(ConsistencyModel.SNAPSHOT_ISOLATION, free.isSnapshotIsolated());
        truth.put(ConsistencyModel.PREFIX, sessions.isPrefix());
        if (!small.lists) {
            addSessions(truth, small);
        }
        if (small.lists) {
            add(truth, ConsistencyModel.READ_UNCOMMITTED, small, Order.NONE, Proscribed.G0);
            add(truth, ConsistencyModel.STRONG_SESSION_READ_UNCOMMITTED, small, Order.SESSIONS, Proscribed.G0);
            add(truth, ConsistencyModel.STRONG_READ_UNCOMMITTED, small, Order.REAL_TIME, Proscribed.G0);
            add(truth, ConsistencyModel.READ_COMMITTED, small, Order.NONE, Proscribed.G1);
            add(truth, ConsistencyModel.STRONG_SESSION_READ_COMMITTED, small, Order.SESSIONS, Proscribed.G1);
            add(truth, ConsistencyModel.STRONG_READ_COMMITTED, small, Order.REAL_TIME, Proscribed.G1);
            add(truth, ConsistencyModel.CURSOR_STABILITY, small, Order.NONE, Proscribed.G_CURSOR);
            add(truth, ConsistencyModel.CONSISTENT_VIEW, small, Order.NONE, Proscribed.G_SINGLE);
            add(truth, ConsistencyModel.REPEATABLE_READ, small, Order.NONE, Proscribed.G2_ITEM);
        }
        return truth;
    }

    /**
     * Of registers read committed is Biswas and Enea's, with sessions, and all levels that imply it are no weaker. Where
     * reads are wrong by themselves nothing is said of it here.
     */
    private static void addSessions(Map<ConsistencyModel, Boolean> truth, SmallTransactions small) {
        RegisterReads reads = RegisterReads.of(
                Transactions.of(small.history, Transactions.Workload.RW_REGISTER, null, CheckContext.unlimited()),
                CheckContext.unlimited());
        if (reads.anomalies().isEmpty()) {
            boolean kept = !CommitOrders.kept(small.history, Set.of(Level.READ_COMMITTED))
                    .isEmpty();
            truth.replaceAll((level, holds) -> holds && (kept || !level.implies(ConsistencyModel.READ_COMMITTED)));
            truth.put(ConsistencyModel.READ_COMMITTED, kept);
        }
    }

    private static void add(
            Map<ConsistencyModel, Boolean> truth,
            ConsistencyModel level,
            SmallTransactions small,
            Order order,
            Proscribed proscribed) {
        truth.put(level, new EveryVersionOrder(small, order, proscribed).exists());
    }

    private static boolean follows(Map<ConsistencyModel, Boolean> truth, ConsistencyModel level) {
        return truth.entrySet().stream()
                .anyMatch(known -> known.getValue() && known.getKey().implies(level));
    }

    private static boolean contradicts(Map<ConsistencyModel, Boolean> truth, ConsistencyModel level) {
        return truth.entrySet().stream().anyMatch(known -> !known.getValue() && level.implies(known.getKey()));
    }
}
