package io.ordeal.checker.txn.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.checker.txn.weak.CommitOrders;
import io.ordeal.checker.txn.weak.CommitOrders.Level;
import io.ordeal.checker.txn.weak.ReadsFrom;
import io.ordeal.checker.txn.weak.RegisterReads;
import io.ordeal.checker.txn.weak.SmallHistories;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found explains the history, by replay and by brute force; and it is found where a database was serializable. */
class CommitsOnDemandTest {
    private static final int HISTORIES = Integer.getInteger("ordeal.histories", 2_000);
    private static final long SEED = Long.getLong("ordeal.seed", 1);
    private static final CheckContext CONTEXT = CheckContext.unlimited();

    private static final Map<StrongLevel, Level> LEVELS = Map.of(
            StrongLevel.SERIALIZABLE, Level.SERIALIZABLE,
            StrongLevel.STRONG_SESSION_SERIALIZABLE, Level.SERIALIZABLE_SESSION,
            StrongLevel.STRICT_SERIALIZABLE, Level.SERIALIZABLE_REAL_TIME);

    @Test
    void aWriterThatIsToldLateGoesBeforeAVersionThatIsStillRead() {
        HistoryBuilder history = new HistoryBuilder();
        Object one = List.of(Arrays.asList(Keyword.of("w"), 1L, 1L));
        Object two = List.of(Arrays.asList(Keyword.of("w"), 1L, 2L));
        Object unread = List.of(Arrays.asList(Keyword.of("r"), 1L, null));
        Object read = List.of(Arrays.asList(Keyword.of("r"), 1L, 2L));
        history.add(OpType.INVOKE, 0, "txn", one);
        history.add(OpType.INVOKE, 1, "txn", two);
        history.add(OpType.OK, 1, "txn", two);
        history.add(OpType.INVOKE, 2, "txn", unread);
        history.add(OpType.OK, 2, "txn", read);
        history.add(OpType.OK, 0, "txn", one);
        history.add(OpType.INVOKE, 3, "txn", unread);
        history.add(OpType.OK, 3, "txn", read);
        assertThat(found(readsFrom(history.build()), StrongLevel.STRICT_SERIALIZABLE))
                .containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT_SERIALIZABLE, 10, 10, STRICT_SERIALIZABLE",
        "STRICT_SERIALIZABLE, 50, 10, STRICT_SERIALIZABLE",
        "STRICT_SERIALIZABLE, 50, 1000, STRICT_SERIALIZABLE",
        "SERIALIZABLE, 10, 10, STRONG_SESSION_SERIALIZABLE",
        "SERIALIZABLE, 10, 1000, STRONG_SESSION_SERIALIZABLE"
    })
    void findsWhatASerializableDatabaseDid(Isolation isolation, int clients, int keys, StrongLevel level) {
        for (long seed = 1; seed <= 3; seed++) {
            Plan plan = Plan.rwRegister(isolation, 5_000)
                    .withClients(clients, keys, 100, 6)
                    .withOutcomes(0.02, 0.05)
                    .withSeed(seed);
            ReadsFrom history = readsFrom(Simulation.run(plan));
            assertThat(found(history, level)).as("seed %d", seed).hasSize(history.count());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "PARALLEL_SNAPSHOT", "PREFIX", "CAUSAL", "READ_COMMITTED", "READ_UNCOMMITTED"})
    void findsNothingWhereADatabaseWasNotSerializable(Isolation isolation) {
        ReadsFrom history = readsFrom(Simulation.run(Plan.rwRegister(isolation, 1_000)));
        assertThat(LEVELS.keySet())
                .allSatisfy(level ->
                        assertThat(found(history, level)).as(level.wire()).isEmpty());
    }

    @Test
    void ofSmallHistoriesItFindsOrdersWhereThereAreAndHardlyEverMissesOne() {
        int kept = 0;
        int missed = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = SmallHistories.of(SEED + i);
            RegisterReads reads = reads(history);
            if (!reads.anomalies().isEmpty()) {
                continue;
            }
            Set<Level> levels = CommitOrders.kept(history, Set.copyOf(LEVELS.values()));
            for (StrongLevel level : LEVELS.keySet()) {
                boolean found = found(reads.readsFrom(), level).length
                        == reads.readsFrom().count();
                boolean expected = levels.contains(LEVELS.get(level));
                if (found && !expected) {
                    assertThat(found)
                            .as("-Dordeal.seed=%d at %s: an order was found", SEED + i, level)
                            .isFalse();
                }
                kept += expected ? 1 : 0;
                missed += expected && !found ? 1 : 0;
            }
        }
        assertThat(kept).isGreaterThan(HISTORIES / 10);
        assertThat(missed).as("of %d", kept).isLessThanOrEqualTo(kept / 100);
    }

    /** The order, replayed. */
    private static int[] found(ReadsFrom history, StrongLevel level) {
        int[] found = CommitsOnDemand.find(history, level, CONTEXT);
        return found.length == history.count()
                ? CommitOrder.replayed(history, level, found).transactions()
                : new int[0];
    }

    private static ReadsFrom readsFrom(History history) {
        return reads(history).readsFrom();
    }

    private static RegisterReads reads(History history) {
        return RegisterReads.of(Transactions.of(history, Transactions.Workload.RW_REGISTER, null, CONTEXT), CONTEXT);
    }
}
