package io.ordeal.checker.txn.search;

import io.ordeal.checker.txn.weak.ReadsFrom;

/**
 * The reads that are yet to happen, by the version that they see: circular lists, out of which a read is taken, and into
 * which it is put back in reverse. A version is its number in the history, the initial value of key k is {@code
 * versionCount + k}. Knuth, "Dancing links", 2000.
 */
final class PendingReads {
    private static final int NONE = LearntOrder.NONE;

    private final ReadsFrom history;
    /** Reads, then the place of each version. */
    private final int[] next;

    private final int[] previous;
    private final int[] readers;

    PendingReads(ReadsFrom history) {
        this.history = history;
        readers = new int[history.readCount()];
        next = new int[readers.length + history.versionCount() + history.keyCount()];
        previous = new int[next.length];
        for (int place = readers.length; place < next.length; place++) {
            next[place] = place;
            previous[place] = place;
        }
        for (int t = 0; t < history.count(); t++) {
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                readers[r] = t;
                int version = history.readVersion(r);
                int list = readers.length + (version >= 0 ? version : history.versionCount() - 1 - version);
                next[r] = list;
                previous[r] = previous[list];
                link(r);
            }
        }
    }

    /** A transaction that is yet to read a version, beside the given one; or {@link LearntOrder#NONE}. */
    int readerBeside(int transaction, int version) {
        int read = next[readers.length + version];
        while (read < readers.length && readers[read] == transaction) {
            read = next[read];
        }
        return read < readers.length ? readers[read] : NONE;
    }

    /** Takes out what a transaction reads. */
    void happen(int transaction) {
        for (int r = history.readStart(transaction); r < history.readStart(transaction + 1); r++) {
            next[previous[r]] = next[r];
            previous[next[r]] = previous[r];
        }
    }

    /** Puts back what a transaction reads; of several the last that happened goes first. */
    void undo(int transaction) {
        for (int r = history.readStart(transaction + 1) - 1; r >= history.readStart(transaction); r--) {
            link(r);
        }
    }

    private void link(int read) {
        next[previous[read]] = read;
        previous[next[read]] = read;
    }
}
