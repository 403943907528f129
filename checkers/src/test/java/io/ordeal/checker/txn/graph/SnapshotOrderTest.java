package io.ordeal.checker.txn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.graph.SnapshotOrder.Answer;
import io.ordeal.checker.txn.graph.WriteConflict.Forced;
import io.ordeal.checker.txn.graph.WriteConflict.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random graphs whose writers have no order, against each order of theirs. {@code -Dordeal.histories=N} judges more of
 * them, {@code -Dordeal.seed=N} begins with another.
 */
class SnapshotOrderTest {
    private static final int GRAPHS = Integer.getInteger("ordeal.histories", 20_000);
    private static final long SEED = Long.getLong("ordeal.seed", 1);

    /** Some transactions, the dependencies between them as bits, and who wrote a key together. */
    private static final class Case {
        final int size;
        final int[] dependencies;
        final int[] rw;
        final List<int[]> writers = new ArrayList<>();
        final int[] likely;
        final DependencyGraph graph;

        Case(long seed) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            size = 3 + random.nextInt(6);
            dependencies = new int[size];
            rw = new int[size];
            likely = random.ints(size, 0, size).toArray();
            DependencyGraph.Builder builder = new DependencyGraph.Builder(size, 16);
            boolean onlyRw = random.nextBoolean();
            int edges = random.nextInt((onlyRw ? 3 : 2) * size);
            for (int i = 0; i < edges; i++) {
                int from = random.nextInt(size);
                int to = random.nextInt(size);
                boolean overwrites = onlyRw || random.nextInt(3) > 0;
                if (from != to) {
                    (overwrites ? rw : dependencies)[from] |= 1 << to;
                    builder.add(from, to, overwrites ? EdgeType.RW : EdgeType.WR);
                }
            }
            graph = builder.build();
            int keys = 1 + random.nextInt(4);
            for (int key = 0; key < keys; key++) {
                int share = 2 + random.nextInt(3) / 2;
                int[] some = random.ints(share, 0, size).distinct().sorted().toArray();
                if (some.length > 1) {
                    writers.add(some);
                }
            }
        }

        /** Whether some order of the writers of each key from this one on leaves no cycle without two rw in a row. */
        boolean anyOrder(int key, int[] ordered) {
            if (key == writers.size()) {
                return !isCyclic(ordered);
            }
            return anyOrder(key, ordered, -1, new HashSet<>());
        }

        private boolean anyOrder(int key, int[] ordered, int last, Set<Integer> placed) {
            int[] some = writers.get(key);
            if (placed.size() == some.length) {
                return anyOrder(key + 1, ordered);
            }
            for (int next : some) {
                if (placed.add(next)) {
                    int[] longer = ordered.clone();
                    if (last >= 0) {
                        longer[last] |= 1 << next;
                    }
                    if (anyOrder(key, longer, next, placed)) {
                        return true;
                    }
                    placed.remove(next);
                }
            }
            return false;
        }

        /** By the definition: the dependencies, each with or without an rw after it, lead in a circle. */
        private boolean isCyclic(int[] ordered) {
            int[] reached = ordered.clone();
            for (int t = 0; t < size; t++) {
                for (int to = 0; to < size; to++) {
                    reached[t] |= (ordered[t] >> to & 1) == 1 ? rw[to] : 0;
                }
            }
            for (int over = 0; over < size; over++) {
                for (int t = 0; t < size; t++) {
                    reached[t] |= (reached[t] >> over & 1) == 1 ? reached[over] : 0;
                }
            }
            for (int t = 0; t < size; t++) {
                if ((reached[t] >> t & 1) == 1) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void anOrderIsFoundWhereThereIsOne() {
        Map<Answer, Integer> seen = new EnumMap<>(Answer.class);
        int proofs = 0;
        int trials = 0;
        for (long seed = SEED; seed < SEED + GRAPHS; seed++) {
            Case some = new Case(seed);
            SnapshotOrder order = new SnapshotOrder(
                    some.graph,
                    some.writers,
                    some.likely,
                    ConsistencyModel.SNAPSHOT_ISOLATION,
                    CheckContext.unlimited());
            Answer answer = order.find();
            assertThat(answer)
                    .as("-Dordeal.seed=" + seed)
                    .isEqualTo(some.anyOrder(0, some.dependencies) ? Answer.EXISTS : Answer.NONE);
            seen.merge(answer, 1, Integer::sum);
            WriteConflict conflict = order.conflict();
            if (conflict != null) {
                proofs += conflict.proof().isEmpty() ? 0 : 1;
                trials += conflict.proof().isEmpty() ? 1 : 0;
                verify(some, conflict, "-Dordeal.seed=" + seed);
            }
        }
        if (GRAPHS >= 20_000) {
            assertThat(seen.values()).allMatch(count -> count > GRAPHS / 20);
            assertThat(proofs).as("conflicts that are forced").isPositive();
            assertThat(trials).as("conflicts that only trying shows").isPositive();
        }
    }

    /**
     * Were A first, then C and D, which began before A was over and end after B began, would overlap; were B, then E and F
     * would. Of no two rivals an order is forced.
     */
    @Test
    void aConflictThatOnlyTryingShows() {
        DependencyGraph.Builder graph = new DependencyGraph.Builder(6, 8);
        int[][] overwritten = {{2, 0}, {3, 0}, {1, 2}, {1, 3}, {4, 1}, {5, 1}, {0, 4}, {0, 5}};
        for (int[] rw : overwritten) {
            graph.add(rw[0], rw[1], EdgeType.RW);
        }
        SnapshotOrder order = new SnapshotOrder(
                graph.build(),
                List.of(new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5}),
                new int[6],
                ConsistencyModel.SNAPSHOT_ISOLATION,
                CheckContext.unlimited());
        assertThat(order.find()).isEqualTo(Answer.NONE);
        assertThat(order.conflict()).isEqualTo(new WriteConflict(List.of(0, 1, 2, 3, 4, 5), List.of()));
    }

    private static void verify(Case some, WriteConflict conflict, String about) {
        List<Forced> proof = conflict.proof();
        for (int i = 0; i < proof.size(); i++) {
            Forced forced = proof.get(i);
            assertThat(some.writers)
                    .as(about)
                    .anyMatch(writers -> contains(writers, forced.first()) && contains(writers, forced.second()));
            int at = forced.first();
            boolean afterRw = false;
            for (Step step : forced.because()) {
                boolean rw = step.type() == EdgeType.RW;
                assertThat(step.from()).as(about).isEqualTo(at);
                assertThat(rw && afterRw).as(about).isFalse();
                int[] edges = rw ? some.rw : some.dependencies;
                assertThat(
                                step.forced()
                                        ? proof.subList(0, i).stream()
                                                .anyMatch(before ->
                                                        before.first() == step.from() && before.second() == step.to())
                                        : (edges[step.from()] >> step.to() & 1) == 1)
                        .as(about)
                        .isTrue();
                assertThat(conflict.transactions()).as(about).contains(step.from(), step.to());
                at = step.to();
                afterRw = rw;
            }
            assertThat(at).as(about).isEqualTo(forced.second());
        }
        if (!proof.isEmpty()) {
            Forced last = proof.get(proof.size() - 1);
            Forced before = proof.get(proof.size() - 2);
            assertThat(last.first()).as(about).isEqualTo(before.second());
            assertThat(last.second()).as(about).isEqualTo(before.first());
        }
    }

    private static boolean contains(int[] some, int one) {
        for (int each : some) {
            if (each == one) {
                return true;
            }
        }
        return false;
    }
}
