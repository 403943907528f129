package io.ordeal.checker.txn.weak;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/**
 * The edges that causal consistency forces.
 *
 * <p>Let T3 read x of T1, and let T2, which wrote x too, have happened before T3: T2 comes before T1. Of those in one
 * chain the last before T3 is enough, since what happened before it comes before it. An edge from what happened before T1
 * anyway adds nothing and is left out.
 *
 * <p><b>Complexity.</b> For each read and each chain that wrote its key, a search among that chain's writes of the key:
 * O(n·k·log n) in the worst case, and O(n·k) as long as a chain's writes of one key are a bounded number, which is what
 * AWDIT's pointers give in general for n·k of memory. M&oslash;ldrup &amp; Pavlogiannis 2025, section 5.
 */
final class Causal {
    private final ReadsFrom history;
    private final CausalPast past;
    private final ForcedEdges edges = new ForcedEdges();
    /** Per key the groups of its versions, one a chain; the versions of a group in the order of the chain. */
    private final int[] keyGroups;

    private final int[] groupStarts;
    private final int[] versions;

    private Causal(ReadsFrom history, CausalPast past, int[] order) {
        this.history = history;
        this.past = past;
        versions = byKeyAndChain(byChain(order));
        keyGroups = new int[history.keyCount() + 1];
        int[] starts = new int[versions.length + 1];
        int groups = 0;
        for (int i = 0; i < versions.length; i++) {
            boolean newKey = i == 0 || key(i) != key(i - 1);
            if (newKey || chain(i) != chain(i - 1)) {
                starts[groups++] = i;
                keyGroups[key(i) + 1]++;
            }
        }
        starts[groups] = versions.length;
        groupStarts = Arrays.copyOf(starts, groups + 1);
        for (int k = 0; k < history.keyCount(); k++) {
            keyGroups[k + 1] += keyGroups[k];
        }
    }

    /**
     * @param order of all transactions, each after those that it follows in its session or reads of
     * @param few up to so many sessions are taken for the chains
     */
    static ForcedEdges edges(ReadsFrom history, int[] order, int few, CheckContext context) {
        CausalPast past = new CausalPast(history, order, few, context);
        Causal all = new Causal(history, past, order);
        past.walk((t, unused) -> all.force(t));
        return all.edges;
    }

    private int key(int i) {
        return history.versionKey(versions[i]);
    }

    private int chain(int i) {
        return past.chain(history.versionWriter(versions[i]));
    }

    private int place(int i) {
        return past.place(history.versionWriter(versions[i]));
    }

    private int[] byChain(int[] order) {
        int[] starts = new int[past.chainCount() + 1];
        for (int t : order) {
            starts[past.chain(t) + 1]++;
        }
        for (int c = 0; c < past.chainCount(); c++) {
            starts[c + 1] += starts[c];
        }
        int[] sorted = new int[order.length];
        for (int t : order) {
            sorted[starts[past.chain(t)]++] = t;
        }
        return sorted;
    }

    private int[] byKeyAndChain(int[] transactions) {
        int[] starts = new int[history.keyCount() + 1];
        for (int v = 0; v < history.versionCount(); v++) {
            starts[history.versionKey(v) + 1]++;
        }
        for (int k = 0; k < history.keyCount(); k++) {
            starts[k + 1] += starts[k];
        }
        int[] sorted = new int[history.versionCount()];
        for (int t : transactions) {
            for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
                sorted[starts[history.versionKey(v)]++] = v;
            }
        }
        return sorted;
    }

    private void force(int t) {
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            int key = history.readKey(r);
            int writer = history.readWriter(r);
            for (int g = keyGroups[key]; g < keyGroups[key + 1]; g++) {
                int start = groupStarts[g];
                int chain = chain(start);
                int last = last(start, groupStarts[g + 1], past.before(t, chain));
                if (last < start || versions[last] == history.readVersion(r)) {
                    continue;
                }
                if (writer == ReadsFrom.INITIAL || past.before(writer, chain) < place(last)) {
                    edges.add(history.versionWriter(versions[last]), writer, r);
                }
            }
        }
    }

    /** The last of a group up to a place of its chain. */
    private int last(int start, int end, int place) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place(middle) <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
