package io.ordeal.checker.txn.weak;

import io.ordeal.checker.CheckContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds short circles in a {@link CommitGraph}. A way along a session counts as one step, however many transactions lie
 * between: each node has a second one, its <em>lane</em>, which is entered at the cost of a step, leads on to the next
 * lane of the session for nothing, and is left for nothing.
 */
final class Circles {
    /** Edges that are followed before the shortest so far is good enough. */
    private static final long ENOUGH = 20_000_000;

    /** A step of a circle. The edge of a way along a session is that by which it begins. */
    record Step(int from, int to, int edge) {}

    private final CommitGraph graph;
    private final boolean[] core;
    private final CheckContext context;
    private final int[] distances;
    private final int[] parents;
    private final int[] parentEdges;
    private final int[] touched;
    private final int[] queue;
    private int touchedCount;
    private long followed;

    Circles(CommitGraph graph, boolean[] core, CheckContext context) {
        this.graph = graph;
        this.core = core;
        this.context = context;
        int nodes = 2 * graph.nodes();
        distances = new int[nodes];
        Arrays.fill(distances, Integer.MAX_VALUE);
        parents = new int[nodes];
        parentEdges = new int[nodes];
        touched = new int[nodes];
        // Each node is entered at most twice: for nothing, or at a cost.
        queue = new int[Integer.highestOneBit(2 * nodes + 2) << 1];
    }

    /**
     * The shortest circle that has one of these edges, or, when the search for it becomes long, a short one; none if
     * there is no such circle.
     */
    List<Step> shortestWith(IntPredicate edges) {
        List<Step> best = List.of();
        for (int node = 0; node < graph.nodes(); node++) {
            for (int e = graph.start(node); core[node] && e < graph.start(node + 1); e++) {
                int target = graph.target(e);
                if (!core[target] || !edges.test(e)) {
                    continue;
                }
                int most = best.isEmpty() ? Integer.MAX_VALUE : best.size() - 2;
                if (most >= 1 && (best.isEmpty() || followed < ENOUGH) && search(target, node, most)) {
                    best = way(node);
                    best.add(0, new Step(node, target, e));
                }
            }
        }
        return best;
    }

    /** Searches a way of at most so many steps. */
    private boolean search(int from, int to, int most) {
        for (int i = 0; i < touchedCount; i++) {
            distances[touched[i]] = Integer.MAX_VALUE;
        }
        touchedCount = 0;
        int mask = queue.length - 1;
        int head = 0;
        int tail = 0;
        enter(2 * from, 0, -1, -1);
        queue[tail++ & mask] = 2 * from;
        while (head != tail) {
            int place = queue[head++ & mask];
            int node = place >> 1;
            int distance = distances[place];
            if (node == to && (place & 1) == 0) {
                return true;
            }
            if ((followed++ & 1023) == 0) {
                context.checkpoint();
            }
            boolean lane = (place & 1) == 1;
            if (lane && enter(2 * node, distance, place, -1)) {
                head--;
                queue[head & mask] = 2 * node;
            }
            for (int e = graph.start(node); e < graph.start(node + 1); e++) {
                int target = graph.target(e);
                boolean session = graph.isSession(e);
                if (!core[target] || (lane && !session) || (!lane && distance == most)) {
                    continue;
                }
                int next = 2 * target + (session ? 1 : 0);
                if (lane && enter(next, distance, place, e)) {
                    head--;
                    queue[head & mask] = next;
                } else if (!lane && enter(next, distance + 1, place, e)) {
                    queue[tail++ & mask] = next;
                }
            }
        }
        return false;
    }

    private boolean enter(int place, int distance, int parent, int edge) {
        if (distances[place] <= distance) {
            return false;
        }
        if (distances[place] == Integer.MAX_VALUE) {
            touched[touchedCount++] = place;
        }
        distances[place] = distance;
        parents[place] = parent;
        parentEdges[place] = edge;
        return true;
    }

    /** The way that the last search found, to where it led. */
    private List<Step> way(int to) {
        List<Step> steps = new ArrayList<>();
        for (int place = 2 * to; parents[place] >= 0; ) {
            int last = place;
            if (parentEdges[place] < 0) {
                last = parents[place];
                while ((parents[last] & 1) == 1) {
                    last = parents[last];
                }
            }
            steps.add(0, new Step(parents[last] >> 1, place >> 1, parentEdges[last]));
            place = parents[last];
        }
        return steps;
    }

    /** A shortest way from one node to another; none if there is no way. */
    List<Step> shortestWay(int from, int to) {
        return search(from, to, Integer.MAX_VALUE) ? way(to) : List.of();
    }
}
