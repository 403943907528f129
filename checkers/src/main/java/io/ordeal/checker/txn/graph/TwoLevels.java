package io.ordeal.checker.txn.graph;

/**
 * A graph whose closed walks are those of a graph of dependencies in which no two rw are next to each other. Node {@code
 * 2n} is n, {@code 2n + 1} is n just after an rw, from which no rw leads on (Cerone &amp; Gotsman 2016).
 */
final class TwoLevels {
    private static final int DATA = EdgeType.WW.bit() | EdgeType.WR.bit() | EdgeType.RW.bit();

    private final DependencyGraph.Builder builder;

    /** @param order the bits of the orders that count beside the data's */
    TwoLevels(DependencyGraph graph, int order) {
        builder = new DependencyGraph.Builder(2 * graph.nodes(), 2 * graph.edges());
        for (int node = 0; node < graph.nodes(); node++) {
            for (int edge = graph.begin(node); edge < graph.begin(node + 1); edge++) {
                if (counts(graph.type(edge), order)) {
                    add(graph, node, edge);
                }
            }
        }
    }

    /** Whether edges of a type count where the orders of some bits do. */
    static boolean counts(int type, int order) {
        return ((DATA | order) >> type & 1) != 0;
    }

    private void add(DependencyGraph graph, int node, int edge) {
        int target = graph.target(edge);
        if (graph.type(edge) == EdgeType.RW.ordinal()) {
            // Out of an auxiliary node it is the same rw that led there.
            builder.add(graph.isAuxiliary(node) ? 2 * node + 1 : 2 * node, 2 * target + 1, EdgeType.RW);
        } else if (graph.isAuxiliary(node)) {
            builder.add(2 * node, 2 * target, EdgeType.WW);
        } else {
            addDependency(node, target);
        }
    }

    /** Adds a dependency that is no rw. */
    void addDependency(int from, int to) {
        builder.add(2 * from, 2 * to, EdgeType.WW);
        builder.add(2 * from + 1, 2 * to, EdgeType.WW);
    }

    DependencyGraph graph() {
        return builder.build();
    }
}
