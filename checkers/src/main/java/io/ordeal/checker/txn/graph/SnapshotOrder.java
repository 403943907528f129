package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.checker.txn.graph.WriteConflict.Forced;
import io.ordeal.checker.txn.graph.WriteConflict.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history is one of snapshot isolation. By Cerone &amp; Gotsman (2016, theorem 9) it is if its graph, with all
 * writes of each key in one order, has no cycle but with two rw next to each other.
 *
 * <p>Where the order of some writes is unknown, it is looked for. First that in which the transactions were over is tried,
 * then one in which the graph has them. Where cycles are left, {@link WriteOrderSearch} looks for an order of what lies on
 * them alone: if there is none, there is none of all; if there is one, it is kept, and what lies on cycles still is added.
 *
 * <p><b>Complexity</b>: linear where an order that is tried will do; n log n for the second. The search has a budget.
 */
public final class SnapshotOrder {
    /** What is known of such an order. */
    public enum Answer {
        EXISTS,
        NONE,
        UNKNOWN
    }

    /** How often a conflict is looked at with transactions left out. */
    private static final int MOST_TRIES = 400;

    private final DependencyGraph graph;
    private final List<int[]> unordered;
    private final int[] likely;
    private final int order;
    private final CheckContext context;
    private @Nullable WriteConflict conflict;

    /**
     * @param unordered transactions that wrote one key in an unknown order, after all others of that key
     * @param likely about when each transaction happened
     * @param level a form of snapshot isolation
     */
    public SnapshotOrder(
            DependencyGraph graph, List<int[]> unordered, int[] likely, ConsistencyModel level, CheckContext context) {
        this.graph = graph;
        this.unordered = unordered;
        this.likely = likely;
        this.context = context;
        order = level == ConsistencyModel.STRONG_SNAPSHOT_ISOLATION
                ? EdgeType.REALTIME.bit()
                : level == ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION ? EdgeType.PROCESS.bit() : 0;
    }

    /** After {@link Answer#NONE}: why not, if it hangs on the writes of unknown order; else null. */
    public @Nullable WriteConflict conflict() {
        return conflict;
    }

    /** Looks for an order. */
    public Answer find() {
        if (isCyclic(new TwoLevels(graph, order))) {
            return Answer.NONE;
        }
        if (unordered.isEmpty() || !isCyclic(withOrder(new int[0], likely))) {
            return Answer.EXISTS;
        }
        return search();
    }

    private boolean isCyclic(TwoLevels levels) {
        return Components.of(levels.graph(), CycleSearch.ALL, context).cyclic();
    }

    /** The graph with some dependencies more, and the writes of unknown order in that of their places. */
    private TwoLevels withOrder(int[] dependencies, int[] places) {
        TwoLevels levels = with(dependencies);
        for (int[] writers : unordered) {
            int[] sorted = sorted(writers, places);
            for (int i = 1; i < sorted.length; i++) {
                levels.addDependency(sorted[i - 1], sorted[i]);
            }
        }
        return levels;
    }

    private TwoLevels with(int[] dependencies) {
        TwoLevels levels = new TwoLevels(graph, order);
        for (int i = 0; i < dependencies.length; i += 2) {
            levels.addDependency(dependencies[i], dependencies[i + 1]);
        }
        return levels;
    }

    private static int[] sorted(int[] writers, int[] places) {
        return Arrays.stream(writers)
                .boxed()
                .sorted(Comparator.comparingInt(writer -> places[writer]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    // ---- where the likely order does not hold

    private Answer search() {
        BitSet region = new BitSet();
        int[] found = new int[0];
        while (true) {
            DependencyGraph levels = with(found).graph();
            int[] places = places(levels);
            if (places.length > 0) {
                levels = withOrder(found, places).graph();
            }
            Components components = Components.of(levels, CycleSearch.ALL, context);
            if (!components.cyclic()) {
                return Answer.EXISTS;
            }
            addCycles(components, region);
            Part part = new Part(region);
            WriteOrderSearch search = part.search();
            Answer answer = search == null ? Answer.UNKNOWN : search.search();
            if (search == null || answer != Answer.EXISTS) {
                conflict = answer == Answer.NONE ? smallest(region) : null;
                return answer;
            }
            found = part.originals(search.found());
        }
    }

    private void addCycles(Components components, BitSet region) {
        for (int node = 0; node < graph.nodes(); node++) {
            if (components.onCycle(2 * node) || components.onCycle(2 * node + 1)) {
                region.set(node);
            }
        }
    }

    /** Of each node a place such that all edges lead forward, as likely as can be; nothing if there are cycles. */
    private int[] places(DependencyGraph levels) {
        int[] before = new int[levels.nodes()];
        for (int edge = 0; edge < levels.edges(); edge++) {
            before[levels.target(edge)]++;
        }
        PriorityQueue<Long> ready = new PriorityQueue<>();
        for (int node = 0; node < levels.nodes(); node++) {
            if (before[node] == 0) {
                ready.add(likelyPlace(node));
            }
        }
        int[] places = new int[graph.nodes()];
        int count = 0;
        for (Long next = ready.poll(); next != null; next = ready.poll()) {
            int node = (int) (next & Integer.MAX_VALUE);
            if ((count & 0xfff) == 0) {
                context.checkpoint();
            }
            if ((node & 1) == 0) {
                places[node >> 1] = count;
            }
            count++;
            for (int edge = levels.begin(node); edge < levels.begin(node + 1); edge++) {
                int target = levels.target(edge);
                if (--before[target] == 0) {
                    ready.add(likelyPlace(target));
                }
            }
        }
        return count == levels.nodes() ? places : new int[0];
    }

    private long likelyPlace(int node) {
        return (graph.isAuxiliary(node >> 1) ? 0L : (long) likely[node >> 1] << 32) | node;
    }

    /** Some nodes and what is between them. */
    private final class Part {
        private final int[] nodes;
        private final int[] numbers;

        Part(BitSet some) {
            nodes = some.stream().toArray();
            numbers = new int[graph.nodes()];
            Arrays.fill(numbers, -1);
        }

        /** @return null if it is too large */
        @Nullable
        WriteOrderSearch search() {
            DependencyGraph selected = graph.select(nodes, numbers);
            for (int i = 0; i < nodes.length; i++) {
                numbers[nodes[i]] = i;
            }
            List<int[]> rivals = new ArrayList<>();
            for (int[] writers : unordered) {
                int[] some = Arrays.stream(sorted(writers, likely))
                        .map(writer -> numbers[writer])
                        .filter(writer -> writer >= 0)
                        .toArray();
                if (some.length > 1) {
                    rivals.add(some);
                }
            }
            return WriteOrderSearch.of(selected, order, rivals, context);
        }

        int[] originals(int[] numbered) {
            return Arrays.stream(numbered).map(node -> nodes[node]).toArray();
        }

        WriteConflict conflict(List<Forced> proof) {
            List<Forced> original = new ArrayList<>();
            for (Forced forced : proof) {
                List<Step> because = forced.because().stream()
                        .map(step -> new Step(nodes[step.from()], nodes[step.to()], step.type(), step.forced()))
                        .toList();
                original.add(new Forced(nodes[forced.first()], nodes[forced.second()], because));
            }
            List<Integer> transactions = Arrays.stream(nodes)
                    .filter(node -> !graph.isAuxiliary(node))
                    .boxed()
                    .toList();
            return new WriteConflict(transactions, original);
        }
    }

    /** The conflict with as many transactions left out as may be: fewer only make it easier to find an order. */
    private WriteConflict smallest(BitSet region) {
        BitSet kept = (BitSet) region.clone();
        int tries = 0;
        try {
            for (int size = (kept.cardinality() + 1) / 2; size > 0 && tries < MOST_TRIES; size /= 2) {
                for (int from = kept.nextSetBit(0); from >= 0 && tries < MOST_TRIES; ) {
                    BitSet fewer = (BitSet) kept.clone();
                    int to = from;
                    for (int i = 0; i < size && to >= 0 && !graph.isAuxiliary(to); i++) {
                        fewer.clear(to);
                        to = kept.nextSetBit(to + 1);
                    }
                    tries++;
                    WriteOrderSearch search = new Part(fewer).search();
                    if (search != null && search.search() == Answer.NONE) {
                        kept = fewer;
                    }
                    from = to >= 0 && graph.isAuxiliary(to) ? -1 : to;
                }
            }
        } catch (CheckStoppedException stopped) {
            // That there is no order is proved; the proof is longer than it would be with more time.
        }
        Part part = new Part(kept);
        WriteOrderSearch search = part.search();
        if (search == null || search.search() != Answer.NONE) {
            throw new IllegalStateException("a conflict is one no more");
        }
        return part.conflict(search.proof());
    }
}
