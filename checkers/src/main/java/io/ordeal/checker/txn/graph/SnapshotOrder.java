package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.ConsistencyModel;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a history is one of snapshot isolation. By Cerone &amp; Gotsman (2016, theorem 9) it is if its graph, with all
 * writes of each key in one order, has no cycle but with two rw next to each other. Where the order of some writes is
 * unknown, one is tried: that in which the transactions lie in the graph as it is.
 */
public final class SnapshotOrder {
    private final DependencyGraph graph;
    private final List<int[]> unordered;
    private final CheckContext context;

    /** @param unordered transactions that wrote one key in an unknown order, after all others of that key */
    public SnapshotOrder(DependencyGraph graph, List<int[]> unordered, CheckContext context) {
        this.graph = graph;
        this.unordered = unordered;
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
        TwoLevels levels = new TwoLevels(graph, order);
        Components components = Components.of(levels.graph(), CycleSearch.ALL, context);
        if (components.cyclic()) {
            return false;
        }
        if (unordered.isEmpty()) {
            return true;
        }
        for (int[] writers : unordered) {
            // Of two nodes, the one that can be reached from the other has the lower component.
            int[] sorted = Arrays.stream(writers)
                    .boxed()
                    .sorted((a, b) -> Integer.compare(components.of(2 * b), components.of(2 * a)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i = 1; i < sorted.length; i++) {
                levels.addDependency(sorted[i - 1], sorted[i]);
            }
        }
        return !Components.of(levels.graph(), CycleSearch.ALL, context).cyclic();
    }
}
