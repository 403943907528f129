package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where in a graph cycles of a kind can lie: parts that no such cycle leaves. For most kinds they are the strongly
 * connected components of the edges that the kind may have. For {@link CycleKind#G_NONADJACENT} they are those of a graph
 * on two levels, down after an rw, up after anything else, with no rw from below: each closed walk in it has no two rw
 * next to each other, and each such walk is in it (Cerone &amp; Gotsman 2016). A {@link CycleKind#G_SINGLE} lies in one of
 * those as well, and its path of ww and wr never goes to where the start can't be reached by these.
 */
final class Regions {
    private static final int WRITES = EdgeType.WW.bit();
    private static final int READS = WRITES | EdgeType.WR.bit();
    private static final int ALL = READS | EdgeType.RW.bit();

    private final DependencyGraph graph;
    private final int order;
    private final CheckContext context;
    private final Components writes;
    private final Components reads;
    private final Components all;
    private @Nullable Components levels;

    /** @param order the bits of the edges that any cycle may have: those of processes or of real time, or none */
    Regions(DependencyGraph graph, int order, CheckContext context) {
        this.graph = graph;
        this.order = order;
        this.context = context;
        writes = Components.of(graph, WRITES | order, context);
        reads = Components.of(graph, READS | order, context);
        all = Components.of(graph, ALL | order, context);
    }

    boolean allows(CycleKind kind, int type) {
        return ((kind.types | order) >> type & 1) != 0;
    }

    /** Whether a walk from a start that comes to a node in a state may still come back. */
    boolean joins(CycleKind kind, int start, int reached, int state) {
        return switch (kind) {
            case G0 -> writes.of(reached) == writes.of(start);
            case G1C -> reads.of(reached) == reads.of(start);
            case G_SINGLE -> all.of(reached) == all.of(start) && reads.of(reached) >= reads.of(start);
            case G_NONADJACENT -> {
                Components both = levels();
                yield both.of(2 * reached + (CycleKind.afterRw(state) ? 1 : 0)) == both.of(2 * start);
            }
            case G2_ITEM -> all.of(reached) == all.of(start);
        };
    }

    /** The transactions from which a cycle of the kind may begin, ascending. */
    int[] starts(CycleKind kind) {
        Components within = switch (kind) {
            case G0 -> writes;
            case G1C -> reads;
            case G_SINGLE, G_NONADJACENT, G2_ITEM -> all;
        };
        boolean inLevels = kind == CycleKind.G_SINGLE || kind == CycleKind.G_NONADJACENT;
        if (!within.cyclic() || (inLevels && !levels().cyclic())) {
            return new int[0];
        }
        int[] starts = new int[graph.transactions()];
        int size = 0;
        for (int node = 0; node < graph.transactions(); node++) {
            if (within.onCycle(node) && mayBegin(kind, node)) {
                starts[size++] = node;
            }
        }
        return Arrays.copyOf(starts, size);
    }

    private boolean mayBegin(CycleKind kind, int node) {
        for (int edge = graph.begin(node); edge < graph.begin(node + 1); edge++) {
            if (graph.type(edge) == kind.first.ordinal() && joins(kind, node, graph.target(edge), 1)) {
                return true;
            }
        }
        return false;
    }

    private Components levels() {
        if (levels == null) {
            levels = Components.of(new TwoLevels(graph, order).graph(), CycleSearch.ALL, context);
        }
        return levels;
    }
}
