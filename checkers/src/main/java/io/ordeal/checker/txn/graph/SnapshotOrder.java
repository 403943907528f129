package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.ConsistencyModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Whether a history is one of snapshot isolation. By Cerone &amp; Gotsman (2016, theorem 9) it is if its graph, with all
 * writes of each key in one order, has no cycle but with two rw next to each other. Where the order of some writes is
 * unknown, two are tried: that in which the transactions were over, and that in which they lie in the graph as it is.
 */
public final class SnapshotOrder {
    private final DependencyGraph graph;
    private final List<int[]> unordered;
    private final IntUnaryOperator hints;
    private final CheckContext context;

    /**
     * @param unordered transactions that wrote one key in an unknown order, after all others of that key
     * @param hints about when a transaction happened
     */
    public SnapshotOrder(DependencyGraph graph, List<int[]> unordered, IntUnaryOperator hints, CheckContext context) {
        this.graph = graph;
        this.unordered = unordered;
        this.hints = hints;
        this.context = context;
    }

    /**
     * Whether an order is found.
     *
     * @param level a form of snapshot isolation
     */
    public boolean exists(ConsistencyModel level) {
        int order = level == ConsistencyModel.STRONG_SNAPSHOT_ISOLATION
                ? EdgeType.REALTIME.bit()
                : level == ConsistencyModel.STRONG_SESSION_SNAPSHOT_ISOLATION ? EdgeType.PROCESS.bit() : 0;
        Components components = Components.of(new TwoLevels(graph, order).graph(), CycleSearch.ALL, context);
        if (components.cyclic()) {
            return false;
        }
        if (unordered.isEmpty()) {
            return true;
        }
        // Of two nodes, the one that can be reached from the other has the lower component.
        List<IntUnaryOperator> places = List.of(hints, transaction -> -components.of(2 * transaction));
        return places.stream().anyMatch(place -> holds(order, place));
    }

    private boolean holds(int order, IntUnaryOperator place) {
        TwoLevels levels = new TwoLevels(graph, order);
        for (int[] writers : unordered) {
            int[] sorted = Arrays.stream(writers)
                    .boxed()
                    .sorted(Comparator.comparingInt(place::applyAsInt))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i = 1; i < sorted.length; i++) {
                levels.addDependency(sorted[i - 1], sorted[i]);
            }
        }
        return !Components.of(levels.graph(), CycleSearch.ALL, context).cyclic();
    }
}
