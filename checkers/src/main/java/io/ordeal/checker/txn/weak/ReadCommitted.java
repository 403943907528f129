package io.ordeal.checker.txn.weak;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/**
 * The edges that read committed forces, per read.
 *
 * <p>Let T3 read of T2 first at some read, and let it read x, which T2 wrote, of T1 at a later one: T2 comes before T1. Of
 * the later reads of x the first that is not of T2 is enough: where the next read of x is of another transaction than the
 * last, the last comes before that one by the same rule, and so on to the end.
 *
 * <p><b>Complexity.</b> For each T2 that T3 reads of, the smaller of T2's writes and T3's reads is looked through: O(n^1.5)
 * for n micro-operations, times the logarithm of a transaction's writes where T3's reads are the smaller. M&oslash;ldrup &amp;
 * Pavlogiannis 2025, section 3.
 */
final class ReadCommitted {
    private static final int NONE = -1;

    private final ReadsFrom history;
    private final ForcedEdges edges = new ForcedEdges();

    /** The next read of each key by the transaction at hand, seen from the read at hand. */
    private final int[] nextReads;
    /** Per read: the next by its transaction of the same key that saw another version. */
    private final int[] nextOthers;
    /** Per read: whether it is its transaction's first of that writer. */
    private final boolean[] first;
    /** The last transaction that read of each. */
    private final int[] readers;

    private ReadCommitted(ReadsFrom history) {
        this.history = history;
        nextReads = filled(history.keyCount());
        nextOthers = filled(history.readCount());
        first = new boolean[history.readCount()];
        readers = filled(history.count());
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    static ForcedEdges edges(ReadsFrom history, CheckContext context) {
        ReadCommitted all = new ReadCommitted(history);
        for (int t = 0; t < history.count(); t++) {
            if ((t & 255) == 0) {
                context.checkpoint();
            }
            all.force(t);
        }
        return all.edges;
    }

    private void force(int t) {
        int start = history.readStart(t);
        int end = history.readStart(t + 1);
        for (int r = start; r < end; r++) {
            int writer = history.readWriter(r);
            if (writer != ReadsFrom.INITIAL && readers[writer] != t) {
                readers[writer] = t;
                first[r] = true;
            }
        }
        for (int r = end - 1; r >= start; r--) {
            if (first[r]) {
                overwritten(history.readWriter(r), r, end);
            }
            int key = history.readKey(r);
            int next = nextReads[key];
            if (next != NONE) {
                nextOthers[r] = history.readVersion(next) == history.readVersion(r) ? nextOthers[next] : next;
            }
            nextReads[key] = r;
        }
        for (int r = start; r < end; r++) {
            nextReads[history.readKey(r)] = NONE;
        }
    }

    /** Adds the edges from {@code writer}, which the transaction first reads of at {@code read}. */
    private void overwritten(int writer, int read, int end) {
        int writes = history.versionStart(writer + 1) - history.versionStart(writer);
        if (writes <= end - read) {
            for (int v = history.versionStart(writer); v < history.versionStart(writer + 1); v++) {
                int next = nextReads[history.versionKey(v)];
                if (next != NONE) {
                    add(writer, v, next);
                }
            }
            return;
        }
        for (int r = read + 1; r < end; r++) {
            int version = nextReads[history.readKey(r)] == r ? history.versionOf(writer, history.readKey(r)) : NONE;
            if (version != NONE) {
                add(writer, version, r);
            }
        }
    }

    private void add(int writer, int version, int next) {
        int r = history.readVersion(next) == version ? nextOthers[next] : next;
        if (r != NONE) {
            edges.add(writer, history.readWriter(r), r);
        }
    }
}
