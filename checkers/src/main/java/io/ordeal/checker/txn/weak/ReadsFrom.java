package io.ordeal.checker.txn.weak;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The transactions of a history that took effect, and who read what of whom, in columns. Transactions have numbers from
 * 0 to {@link #count()} − 1 in the order of their invocations, keys from 0 to {@link #keyCount()} − 1, and <em>versions</em>,
 * that is the last writes of a transaction to a key, from 0 to {@link #versionCount()} − 1; the initial value of a key,
 * which is nil, is the version {@code −1 − key}.
 *
 * <p>Only what others may see is here: of a transaction's reads of a key those before its first write to it, of its writes
 * to a key the last. A transaction of unknown outcome is here if and only if another read of it. That nothing is lost by
 * leaving the others out: whatever order and snapshots explain the history with such a transaction, they explain it
 * without. Nobody reads of it; its own reads are unknown, so that none has to be explained; and no session goes on
 * through it, since it is the last of its session wherever it is here ({@link #previous}).
 */
public final class ReadsFrom {
    /** The writer of all initial values. */
    public static final int INITIAL = -1;

    private final History history;
    private final int count;
    private final int[] invocations;
    private final int[] previous;
    private final long[] keys;
    private final int[] readStarts;
    private final int[] readVersions;
    private final long[] readValues;
    private final int[] writeStarts;
    private final int[] writeKeys;
    private final int[] versionWriters;
    private final boolean[] followed;

    private ReadsFrom(Builder from, int[] readVersions) {
        history = from.history;
        count = from.count;
        invocations = Arrays.copyOf(from.invocations, count);
        previous = Arrays.copyOf(from.previous, count);
        keys = from.keys;
        readStarts = Arrays.copyOf(from.readStarts, count + 1);
        readStarts[count] = from.reads;
        this.readVersions = readVersions;
        readValues = Arrays.copyOf(from.readValues, from.reads);
        writeStarts = Arrays.copyOf(from.writeStarts, count + 1);
        writeStarts[count] = from.writes;
        writeKeys = Arrays.copyOf(from.writeKeys, from.writes);
        versionWriters = new int[from.writes];
        followed = new boolean[count];
        for (int t = 0; t < count; t++) {
            Arrays.fill(versionWriters, writeStarts[t], writeStarts[t + 1], t);
            if (previous[t] >= 0) {
                followed[previous[t]] = true;
            }
        }
    }

    public History history() {
        return history;
    }

    public int count() {
        return count;
    }

    public int keyCount() {
        return keys.length;
    }

    public int versionCount() {
        return writeKeys.length;
    }

    public int readCount() {
        return readVersions.length;
    }

    /** The position of a transaction's invocation in the history. */
    public int invoked(int transaction) {
        return invocations[transaction];
    }

    /** The position of its completion; {@link Integer#MAX_VALUE} if its outcome is unknown. */
    public int completed(int transaction) {
        int invocation = invocations[transaction];
        return isCertain(transaction) ? history.partner(invocation) : Integer.MAX_VALUE;
    }

    /** Whether the transaction's client was told that it took effect. */
    public boolean isCertain(int transaction) {
        return history.outcome(invocations[transaction]) == OpType.OK;
    }

    public int process(int transaction) {
        return history.process(invocations[transaction]);
    }

    /**
     * The last transaction before this one in its session that certainly took effect, −1 if there is none. One of unknown
     * outcome is never another's previous: it may take effect after those that its process began later.
     */
    public int previous(int transaction) {
        return previous[transaction];
    }

    /** Whether it is the previous of some transaction. */
    boolean isFollowed(int transaction) {
        return followed[transaction];
    }

    /** The reads of transaction t, in its order, are those from {@code readStart(t)} to before {@code readStart(t + 1)}. */
    public int readStart(int transaction) {
        return readStarts[transaction];
    }

    /** The version that a read saw. */
    public int readVersion(int read) {
        return readVersions[read];
    }

    public int readKey(int read) {
        int version = readVersions[read];
        return version < 0 ? -1 - version : writeKeys[version];
    }

    /** The transaction that wrote what a read saw, or {@link #INITIAL}. */
    public int readWriter(int read) {
        int version = readVersions[read];
        return version < 0 ? INITIAL : versionWriters[version];
    }

    /** The versions that transaction t wrote, keys rising, are those from {@code versionStart(t)} to before that of t + 1. */
    public int versionStart(int transaction) {
        return writeStarts[transaction];
    }

    public int versionKey(int version) {
        return writeKeys[version];
    }

    public int versionWriter(int version) {
        return versionWriters[version];
    }

    /** The version of a key that a transaction wrote, −1 if it wrote none. Takes the logarithm of its writes. */
    public int versionOf(int transaction, int key) {
        int at = Arrays.binarySearch(writeKeys, writeStarts[transaction], writeStarts[transaction + 1], key);
        return at < 0 ? -1 : at;
    }

    /** A key as the history names it. */
    public Object key(int key) {
        Object name = history.values().toObject(keys[key]);
        return name == null ? "nil" : name;
    }

    /** What a read saw, in words. */
    String readValue(int read) {
        return EdnText.brief(history.values().toObject(readValues[read]));
    }

    /**
     * Some of the transactions, as if nothing were known of the others: reads of what those wrote are left out.
     *
     * @param kept by number
     */
    public ReadsFrom restrict(BitSet kept) {
        Builder builder = new Builder(history, keys);
        int[] numbers = new int[count];
        int number = 0;
        for (int t = 0; t < count; t++) {
            numbers[t] = kept.get(t) ? number++ : INITIAL;
        }
        for (int t = kept.nextSetBit(0); t >= 0; t = kept.nextSetBit(t + 1)) {
            int before = previous[t];
            while (before >= 0 && !kept.get(before)) {
                before = previous[before];
            }
            builder.transaction(invocations[t], before < 0 ? before : numbers[before]);
            for (int r = readStarts[t]; r < readStarts[t + 1]; r++) {
                int writer = readWriter(r);
                if (writer == INITIAL || kept.get(writer)) {
                    builder.read(readKey(r), writer == INITIAL ? INITIAL : numbers[writer], readValues[r]);
                }
            }
            for (int v = writeStarts[t]; v < writeStarts[t + 1]; v++) {
                builder.write(writeKeys[v]);
            }
        }
        return builder.build();
    }

    /** Takes the transactions one after the other: each with its reads, then its writes. */
    public static final class Builder {
        private final History history;
        private final long[] keys;
        private int count;
        private int reads;
        private int writes;
        private int[] invocations = new int[16];
        private int[] previous = new int[16];
        private int[] readStarts = new int[17];
        private int[] writeStarts = new int[17];
        private int[] readKeys = new int[16];
        private int[] readWriters = new int[16];
        private long[] readValues = new long[16];
        private int[] writeKeys = new int[16];

        /** @param keys the handle of each key's name in the history's values */
        public Builder(History history, long[] keys) {
            this.history = history;
            this.keys = keys.clone();
        }

        /**
         * Begins the next transaction.
         *
         * @param invocation its position, above the last one's
         * @param previous the one before it in its session, or −1
         */
        public Builder transaction(int invocation, int previous) {
            sortWrites();
            if (count == invocations.length) {
                invocations = Arrays.copyOf(invocations, 2 * count);
                this.previous = Arrays.copyOf(this.previous, 2 * count);
                readStarts = Arrays.copyOf(readStarts, 2 * count + 1);
                writeStarts = Arrays.copyOf(writeStarts, 2 * count + 1);
            }
            invocations[count] = invocation;
            this.previous[count] = previous;
            readStarts[count] = reads;
            writeStarts[count] = writes;
            count++;
            return this;
        }

        /**
         * Adds a read, of another transaction's last write to the key.
         *
         * @param writer the number of that transaction, which may come later, or {@link #INITIAL}
         * @param value the handle of what was read
         */
        public Builder read(int key, int writer, long value) {
            if (reads == readKeys.length) {
                readKeys = Arrays.copyOf(readKeys, 2 * reads);
                readWriters = Arrays.copyOf(readWriters, 2 * reads);
                readValues = Arrays.copyOf(readValues, 2 * reads);
            }
            readKeys[reads] = key;
            readWriters[reads] = writer;
            readValues[reads++] = value;
            return this;
        }

        /** Adds a write; a second one to the same key is as if it were not. */
        public Builder write(int key) {
            for (int i = writeStarts[count - 1]; i < writes; i++) {
                if (writeKeys[i] == key) {
                    return this;
                }
            }
            if (writes == writeKeys.length) {
                writeKeys = Arrays.copyOf(writeKeys, 2 * writes);
            }
            writeKeys[writes++] = key;
            return this;
        }

        private void sortWrites() {
            if (count > 0) {
                Arrays.sort(writeKeys, writeStarts[count - 1], writes);
            }
        }

        /** @throws IllegalArgumentException if a read's writer did not write the key */
        public ReadsFrom build() {
            sortWrites();
            int[] versions = new int[reads];
            int[] ends = Arrays.copyOf(writeStarts, count + 1);
            ends[count] = writes;
            for (int r = 0; r < reads; r++) {
                int writer = readWriters[r];
                int key = readKeys[r];
                versions[r] = writer == INITIAL
                        ? -1 - key
                        : Arrays.binarySearch(writeKeys, ends[writer], ends[writer + 1], key);
                if (writer != INITIAL && versions[r] < 0) {
                    throw new IllegalArgumentException(
                            "read " + r + ": transaction " + writer + " has not written key " + key);
                }
            }
            return new ReadsFrom(this, versions);
        }
    }
}
