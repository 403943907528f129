package io.ordeal.checker.txn.weak;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/**
 * The edges that read atomic forces.
 *
 * <p>Let T3 read x of T1, and let T2, which wrote x too, be one that T3 reads of, or one that came before T3 in its
 * session: T2 comes before T1. Of those in the session the last is enough, since the session orders the others before it.
 *
 * <p><b>Complexity.</b> As {@link ReadCommitted}. M&oslash;ldrup &amp; Pavlogiannis 2025, section 4.
 */
final class ReadAtomic {
    private static final int NONE = -1;

    private final ReadsFrom history;
    private final ForcedEdges edges = new ForcedEdges();
    /** The first read of each key by the transaction at hand. */
    private final int[] firstReads;

    private final int[] readers;

    private ReadAtomic(ReadsFrom history) {
        this.history = history;
        firstReads = new int[history.keyCount()];
        readers = new int[history.count()];
        Arrays.fill(firstReads, NONE);
        Arrays.fill(readers, NONE);
    }

    static ForcedEdges edges(ReadsFrom history, CheckContext context) {
        ReadAtomic all = new ReadAtomic(history);
        for (int t = 0; t < history.count(); t++) {
            if ((t & 255) == 0) {
                context.checkpoint();
            }
            all.reads(t);
        }
        all.sessions(context);
        return all.edges;
    }

    private void reads(int t) {
        int start = history.readStart(t);
        int end = history.readStart(t + 1);
        for (int r = start; r < end; r++) {
            int key = history.readKey(r);
            int first = firstReads[key];
            if (first == NONE) {
                firstReads[key] = r;
            } else if (history.readVersion(first) != history.readVersion(r)) {
                notRepeated(first, r);
            }
        }
        for (int r = start; r < end; r++) {
            int writer = history.readWriter(r);
            if (writer != ReadsFrom.INITIAL && readers[writer] != t) {
                readers[writer] = t;
                overwritten(writer, start, end);
            }
        }
        for (int r = start; r < end; r++) {
            firstReads[history.readKey(r)] = NONE;
        }
    }

    /** Both were visible, and neither read saw both: each writer comes before the other. */
    private void notRepeated(int first, int second) {
        int one = history.readWriter(first);
        int other = history.readWriter(second);
        if (one != ReadsFrom.INITIAL) {
            edges.add(one, other, second);
        }
        if (other != ReadsFrom.INITIAL) {
            edges.add(other, one, first);
        }
    }

    private void overwritten(int writer, int start, int end) {
        int from = history.versionStart(writer);
        int to = history.versionStart(writer + 1);
        if (to - from <= end - start) {
            for (int v = from; v < to; v++) {
                int r = firstReads[history.versionKey(v)];
                if (r != NONE && history.readVersion(r) != v) {
                    edges.add(writer, history.readWriter(r), r);
                }
            }
            return;
        }
        for (int r = start; r < end; r++) {
            int version = history.versionOf(writer, history.readKey(r));
            if (version >= 0 && history.readVersion(r) != version) {
                edges.add(writer, history.readWriter(r), r);
            }
        }
    }

    /** What the session last wrote to each key: sessions one after the other, each from its first transaction on. */
    private void sessions(CheckContext context) {
        int[] lastWrites = new int[history.keyCount()];
        int[] sessionOf = new int[history.keyCount()];
        Arrays.fill(sessionOf, NONE);
        Sessions sessions = new Sessions(history);
        for (int session = 0; session < sessions.count(); session++) {
            context.checkpoint();
            for (int i = sessions.start(session); i < sessions.start(session + 1); i++) {
                int t = sessions.member(i);
                for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                    int key = history.readKey(r);
                    if (sessionOf[key] == session && lastWrites[key] != history.readVersion(r)) {
                        edges.add(history.versionWriter(lastWrites[key]), history.readWriter(r), r);
                    }
                }
                for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
                    lastWrites[history.versionKey(v)] = v;
                    sessionOf[history.versionKey(v)] = session;
                }
            }
        }
    }
}
