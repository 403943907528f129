package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.TransactionAnomaly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the kinds of cycle that a graph of dependencies has, and the shortest cycle of each kind.
 *
 * <p>In each strongly connected component each kind is looked for with the order of data alone; if there is none, with
 * that of processes as well; if there is none still, with that of real time: so that a {@code -realtime} is one that real
 * time is needed for.
 *
 * <p><b>Guarantees</b>: what is found is there. A kind that is neither found nor {@link #undecided} is not there. The
 * cycle is the shortest of its kind unless {@link #cutShort}.
 *
 * <p><b>Complexity</b>: linear if there is no cycle. Else searches in breadth from each transaction that may be on a
 * cycle of the kind, with a growing limit of length, in steps that are counted and limited.
 *
 * <p><b>Reference</b>: Adya 1999, chapters 3 and 4; Kingsbury &amp; Alvaro 2020, section 6; Cerone &amp; Gotsman 2016,
 * theorem 9, for the two-level graph by which cycles without two neighbouring rw are told to be absent.
 */
public final class CycleSearch {
    static final int ALL = (1 << EdgeType.values().length) - 1;

    private final DependencyGraph graph;
    private final CheckContext context;
    private final Map<TransactionAnomaly, Cycle> shortest = new EnumMap<>(TransactionAnomaly.class);
    private final Set<TransactionAnomaly> undecided = EnumSet.noneOf(TransactionAnomaly.class);
    private boolean cutShort;

    private CycleSearch(DependencyGraph graph, CheckContext context) {
        this.graph = graph;
        this.context = context;
    }

    /** Searches a graph. */
    public static CycleSearch of(DependencyGraph graph, CheckContext context) {
        CycleSearch search = new CycleSearch(graph, context);
        search.run();
        return search;
    }

    /** The shortest cycle of each kind that there is. */
    public Collection<Cycle> cycles() {
        return shortest.values();
    }

    /** The kinds of which it is not known whether there is one, for the search was too long. */
    public Set<TransactionAnomaly> undecided() {
        return undecided;
    }

    /** Whether there may be shorter cycles than those found. */
    public boolean cutShort() {
        return cutShort;
    }

    private void run() {
        Components components = Components.of(graph, ALL, context);
        if (!components.cyclic()) {
            return;
        }
        int[] numbers = new int[graph.nodes()];
        Arrays.fill(numbers, -1);
        for (int[] nodes : cyclicOnes(components)) {
            context.checkpoint();
            new ComponentSearch(graph.select(nodes, numbers), context, found -> keep(found, nodes)).run(this::admit);
        }
        undecided.removeAll(shortest.keySet());
    }

    private void admit(TransactionAnomaly kind, boolean isUndecided) {
        cutShort = true;
        if (isUndecided) {
            undecided.add(kind);
        }
    }

    private void keep(Cycle found, int[] nodes) {
        Cycle known = shortest.get(found.type());
        if (known == null || found.edges().size() < known.edges().size()) {
            List<Integer> originals =
                    found.transactions().stream().map(node -> nodes[node]).toList();
            shortest.put(found.type(), new Cycle(found.type(), originals, found.edges()));
        }
    }

    /** The nodes of each component that has more than one, ascending. */
    private List<int[]> cyclicOnes(Components components) {
        int[] places = new int[components.count()];
        List<int[]> all = new ArrayList<>();
        int[] filled = new int[components.count()];
        for (int node = 0; node < graph.nodes(); node++) {
            int number = components.of(node);
            if (components.size(number) > 1) {
                if (filled[number] == 0) {
                    places[number] = all.size();
                    all.add(new int[components.size(number)]);
                }
                all.get(places[number])[filled[number]++] = node;
            }
        }
        return all;
    }
}
