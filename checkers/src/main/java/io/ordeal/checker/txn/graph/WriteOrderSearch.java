package io.ordeal.checker.txn.graph;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.graph.SnapshotOrder.Answer;
import io.ordeal.checker.txn.graph.WriteConflict.Forced;
import io.ordeal.checker.txn.graph.WriteConflict.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the <em>rivals</em>, transactions that wrote one key and of which it is not known which was first,
 * that adds no cycle to a small graph of dependencies on {@link TwoLevels two levels}. Who reaches whom is kept in rows of
 * bits. Of two rivals of whom the first reaches the second, be it by an rw, the second can't have been first: that the
 * first was is another dependency, until nothing follows any more. Then one order of two is tried, and what follows from
 * it; where that is a contradiction, the other.
 *
 * <p><b>Guarantees</b>: an order that is found adds no cycle; that there is none is proved by having tried all.
 *
 * <p><b>Complexity</b>: a dependency takes n²/32 words for n transactions. How many orders have to be tried may be
 * exponential: the words are counted and limited.
 */
final class WriteOrderSearch {
    /** Words of rows that are read or written at most: some tenths of a second. */
    private static final long MOST_WORDS = 200_000_000;

    /** More nodes on two levels, or more pairs, are not tried. */
    private static final int MOST_NODES = 6_000;

    private static final int MOST_PAIRS = 100_000;

    private final DependencyGraph graph;
    private final int order;
    private final CheckContext context;

    /** Pairs of rivals: of each the one that is likely to have been first, then the other. */
    private final int[] pairs;

    private final int nodes;
    private final int words;
    private final long[] base;
    private final long[] rows;
    private long spent;

    /** What was forced or tried so far, in order: who is first, then who is second. */
    private int[] trail = new int[64];

    private int trailSize;

    /** Of two rivals for whom both orders are impossible, the pair's place, or −1. */
    private int conflict = -1;

    private WriteOrderSearch(DependencyGraph graph, int order, int[] pairs, CheckContext context) {
        this.graph = graph;
        this.order = order;
        this.pairs = pairs;
        this.context = context;
        nodes = 2 * graph.nodes();
        words = (nodes + 63) / 64;
        base = new long[nodes * words];
        rows = new long[nodes * words];
        fillBase();
        System.arraycopy(base, 0, rows, 0, rows.length);
    }

    /**
     * Prepares a search.
     *
     * @param graph without cycles on two levels
     * @param order the bits of the orders that count beside the data's
     * @param rivals sets of transactions that wrote one key, in the order that is likely
     * @return null if it is too large
     */
    static @Nullable WriteOrderSearch of(DependencyGraph graph, int order, List<int[]> rivals, CheckContext context) {
        long pairs = rivals.stream()
                .mapToLong(some -> some.length * (some.length - 1L) / 2)
                .sum();
        if (pairs > MOST_PAIRS || graph.nodes() > MOST_NODES / 2) {
            return null;
        }
        int[] all = new int[2 * (int) pairs];
        int size = 0;
        for (int[] some : rivals) {
            for (int i = 0; i < some.length; i++) {
                for (int j = i + 1; j < some.length; j++) {
                    all[size++] = some[i];
                    all[size++] = some[j];
                }
            }
        }
        return new WriteOrderSearch(graph, order, all, context);
    }

    private void fillBase() {
        DependencyGraph levels = new TwoLevels(graph, order).graph();
        Components components = Components.of(levels, CycleSearch.ALL, context);
        int[] sorted = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            sorted[components.of(node)] = node;
        }
        for (int node : sorted) {
            for (int edge = levels.begin(node); edge < levels.begin(node + 1); edge++) {
                int target = levels.target(edge);
                set(base, node, target);
                merge(base, node, target);
            }
        }
    }

    private void set(long[] bits, int node, int reached) {
        bits[node * words + (reached >> 6)] |= 1L << reached;
    }

    private void merge(long[] bits, int into, int from) {
        spent += words;
        for (int i = 0; i < words; i++) {
            bits[into * words + i] |= bits[from * words + i];
        }
    }

    private boolean reaches(int node, int other) {
        return (rows[node * words + (other >> 6)] >>> other & 1) == 1;
    }

    /** Whether of two transactions the second can't have committed before the first took its snapshot. */
    private boolean isFirst(int first, int second) {
        return reaches(2 * first, 2 * second) || reaches(2 * first, 2 * second + 1);
    }

    // ---- search

    Answer search() {
        if (!propagate()) {
            return Answer.NONE;
        }
        Deque<Integer> tried = new ArrayDeque<>();
        for (int pair = nextOpen(0); pair >= 0; pair = nextOpen(pair)) {
            context.checkpoint();
            tried.push(trailSize);
            put(pairs[pair], pairs[pair + 1]);
            boolean possible = propagate();
            while (!possible) {
                if (spent > MOST_WORDS) {
                    return Answer.UNKNOWN;
                }
                if (tried.isEmpty()) {
                    conflict = -1;
                    return Answer.NONE;
                }
                int at = tried.pop();
                int refuted = trail[at];
                int instead = trail[at + 1];
                restore(at);
                put(instead, refuted);
                possible = propagate();
                pair = 0;
            }
        }
        return spent > MOST_WORDS ? Answer.UNKNOWN : Answer.EXISTS;
    }

    /** The first pair from a place on of which neither is known to have been first, or −1. */
    private int nextOpen(int from) {
        for (int pair = from; pair < pairs.length && spent <= MOST_WORDS; pair += 2) {
            spent++;
            if (!isFirst(pairs[pair], pairs[pair + 1]) && !isFirst(pairs[pair + 1], pairs[pair])) {
                return pair;
            }
        }
        return -1;
    }

    /** Adds all that follows; false if it is a contradiction. */
    private boolean propagate() {
        for (boolean changed = true; changed && spent <= MOST_WORDS; ) {
            changed = false;
            for (int pair = 0; pair < pairs.length; pair += 2) {
                int one = pairs[pair];
                int other = pairs[pair + 1];
                boolean oneFirst = isFirst(one, other);
                boolean otherFirst = isFirst(other, one);
                spent++;
                if (oneFirst && otherFirst) {
                    conflict = pair;
                    return false;
                }
                if (oneFirst || otherFirst) {
                    changed |= oneFirst ? put(one, other) : put(other, one);
                }
            }
        }
        return true;
    }

    /** Has one commit before another takes its snapshot. Returns whether that is news. */
    private boolean put(int first, int second) {
        if (reaches(2 * first + 1, 2 * second)) {
            return false;
        }
        if (trailSize == trail.length) {
            trail = Arrays.copyOf(trail, 2 * trailSize);
        }
        trail[trailSize++] = first;
        trail[trailSize++] = second;
        connect(first, second);
        return true;
    }

    private void connect(int first, int second) {
        for (int from = 2 * first; from <= 2 * first + 1; from++) {
            if (!reaches(from, 2 * second)) {
                connectNodes(from, 2 * second);
            }
        }
    }

    private void connectNodes(int from, int to) {
        for (int node = 0; node < nodes; node++) {
            if (node == from || reaches(node, from)) {
                set(rows, node, to);
                merge(rows, node, to);
            }
        }
        spent += nodes;
    }

    private void restore(int size) {
        System.arraycopy(base, 0, rows, 0, rows.length);
        spent += rows.length;
        trailSize = size;
        for (int i = 0; i < size; i += 2) {
            connect(trail[i], trail[i + 1]);
        }
    }

    // ---- what was found

    /** After an order was found: the pairs of it that the graph does not have by itself, who is first and who is second. */
    int[] found() {
        return Arrays.copyOf(trail, trailSize);
    }

    /** After it was found that there is none: what forces it, if no order had to be tried; else nothing. */
    List<Forced> proof() {
        if (conflict < 0) {
            return List.of();
        }
        int one = pairs[conflict];
        int other = pairs[conflict + 1];
        List<Forced> last = List.of(
                new Forced(one, other, way(one, other, trailSize)), new Forced(other, one, way(other, one, trailSize)));
        boolean[] needed = new boolean[trailSize];
        last.forEach(forced -> need(forced, needed));
        List<Forced> proof = new ArrayList<>();
        for (int i = trailSize - 2; i >= 0; i -= 2) {
            if (needed[i]) {
                Forced forced = new Forced(trail[i], trail[i + 1], way(trail[i], trail[i + 1], i));
                need(forced, needed);
                proof.add(forced);
            }
        }
        Collections.reverse(proof);
        proof.addAll(last);
        return proof;
    }

    private void need(Forced forced, boolean[] needed) {
        for (Step step : forced.because()) {
            for (int i = 0; step.forced() && i < needed.length; i += 2) {
                needed[i] |= trail[i] == step.from() && trail[i + 1] == step.to();
            }
        }
    }

    /** A shortest way from one transaction to another, by the graph and what was forced first; it may end with an rw. */
    private List<Step> way(int from, int to, int forced) {
        int[] parents = new int[nodes];
        int[] types = new int[nodes];
        Arrays.fill(parents, -1);
        int[] queue = new int[nodes];
        int head = 0;
        int tail = 0;
        queue[tail++] = 2 * from;
        parents[2 * from] = 2 * from;
        while (parents[2 * to] < 0 && parents[2 * to + 1] < 0) {
            int at = queue[head++];
            int node = at >> 1;
            boolean auxiliary = graph.isAuxiliary(node);
            for (int edge = graph.begin(node); edge < graph.begin(node + 1); edge++) {
                int type = graph.type(edge);
                boolean rw = type == EdgeType.RW.ordinal();
                // An rw goes on through auxiliary nodes; else it does not follow another.
                boolean follows = auxiliary ? rw == ((at & 1) == 1) : !rw || (at & 1) == 0;
                int reached = 2 * graph.target(edge) + (rw ? 1 : 0);
                if (TwoLevels.counts(type, order) && follows && parents[reached] < 0) {
                    parents[reached] = at;
                    types[reached] = type;
                    queue[tail++] = reached;
                }
            }
            for (int i = 0; i < forced; i += 2) {
                int reached = 2 * trail[i + 1];
                if (trail[i] == node && parents[reached] < 0) {
                    parents[reached] = at;
                    types[reached] = -1;
                    queue[tail++] = reached;
                }
            }
        }
        List<Step> steps = new ArrayList<>();
        int last = parents[2 * to] >= 0 ? 2 * to : 2 * to + 1;
        int target = to;
        for (int at = last; at != 2 * from; at = parents[at]) {
            int source = parents[at] >> 1;
            if (!graph.isAuxiliary(source)) {
                boolean known = types[at] >= 0;
                steps.add(new Step(source, target, known ? EdgeType.of(types[at]) : EdgeType.WW, !known));
                target = source;
            }
        }
        Collections.reverse(steps);
        return steps;
    }
}
