package io.ordeal.checker.linearizability.fast;

import java.util.Arrays;

/**
 * How many cores cover the gap before each core's begin: a tree of minima, to which ranges are added in O(log n), and in
 * which the next zero is found in O(log n). Where it is zero, a group begins.
 */
final class Depths {
    /** What is removed is never zero. */
    private static final int REMOVED = 1 << 29;

    private final int leaves;

    /** By node, the root being 1: the least depth below it, less what is still to be added above it. */
    private final int[] least;

    /** By node: what is to be added to all below it. */
    private final int[] added;

    /** @param beginBeforeEnd by core, in the order in which they begin: how many begin before it ends */
    Depths(int[] beginBeforeEnd) {
        int size = beginBeforeEnd.length;
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2);
        least = new int[2 * leaves];
        added = new int[2 * leaves];
        Arrays.fill(least, leaves, 2 * leaves, REMOVED);
        int[] ended = new int[size + 1];
        int depth = 0;
        for (int i = 0; i < size; i++) {
            depth -= ended[i];
            least[leaves + i] = depth;
            depth++;
            ended[beginBeforeEnd[i]]++;
        }
        for (int node = leaves - 1; node >= 1; node--) {
            least[node] = Math.min(least[2 * node], least[2 * node + 1]);
        }
    }

    /** Takes a core away; it covered what begins after it, up to another number. */
    void remove(int core, int to) {
        add(1, 0, leaves, core, core + 1, REMOVED);
        add(1, 0, leaves, core + 1, to, -1);
    }

    private void add(int node, int low, int high, int from, int to, int more) {
        if (to <= low || high <= from) {
            return;
        }
        if (from <= low && high <= to) {
            least[node] += more;
            added[node] += more;
            return;
        }
        int middle = (low + high) >>> 1;
        add(2 * node, low, middle, from, to, more);
        add(2 * node + 1, middle, high, from, to, more);
        least[node] = Math.min(least[2 * node], least[2 * node + 1]) + added[node];
    }

    /** The first of a range with depth zero, or the range's end. */
    int nextZero(int from, int to) {
        int found = from < to ? nextZero(1, 0, leaves, from, to, 0) : to;
        return found < 0 ? to : found;
    }

    private int nextZero(int node, int low, int high, int from, int to, int above) {
        if (to <= low || high <= from || least[node] + above > 0) {
            return -1;
        }
        if (high - low == 1) {
            return low;
        }
        int middle = (low + high) >>> 1;
        int found = nextZero(2 * node, low, middle, from, to, above + added[node]);
        return found >= 0 ? found : nextZero(2 * node + 1, middle, high, from, to, above + added[node]);
    }
}
