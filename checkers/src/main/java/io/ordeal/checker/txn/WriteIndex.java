package io.ordeal.checker.txn;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.io.EdnText;

/**
 * The writes of each key, in order and by value. Each key has a region of its own in two arrays: its writes, and a small
 * hash table of them, so that what is looked up together lies together however many keys there are.
 */
final class WriteIndex {
    private static final int MIX = 0x9e3779b9;

    private final Transactions transactions;
    private final int[] begins;
    private final int[] writes;

    /** Where each key's table begins: a power of two of slots, at least two a write, each a write + 1 or 0. */
    private final int[] tables;

    private final int[] slots;

    /** @throws UnjudgeableHistoryException if a value was written twice to a key */
    WriteIndex(Transactions transactions) {
        this.transactions = transactions;
        int keys = transactions.keyCount();
        begins = new int[keys + 1];
        for (int m = 0; m < transactions.microOperations(); m++) {
            if (transactions.isWrite(m)) {
                begins[transactions.key(m) + 1]++;
            }
        }
        tables = new int[keys + 1];
        for (int k = 0; k < keys; k++) {
            tables[k + 1] = Math.addExact(tables[k], capacity(begins[k + 1]));
            begins[k + 1] += begins[k];
        }
        writes = new int[begins[keys]];
        slots = new int[tables[keys]];
        int[] next = begins.clone();
        for (int m = 0; m < transactions.microOperations(); m++) {
            if (transactions.isWrite(m)) {
                int key = transactions.key(m);
                writes[next[key]++] = m;
                put(key, m);
            }
        }
    }

    private static int capacity(int writes) {
        return writes == 0 ? 0 : Integer.highestOneBit(2 * writes - 1) << 1;
    }

    int begin(int key) {
        return begins[key];
    }

    int write(int i) {
        return writes[i];
    }

    /** The write of a value, or {@link Transactions#NOBODY}. */
    int find(int key, long value) {
        int table = tables[key];
        int mask = tables[key + 1] - table - 1;
        if (mask < 0) {
            return Transactions.NOBODY;
        }
        for (int at = hash(value) & mask; ; at = (at + 1) & mask) {
            int write = slots[table + at] - 1;
            if (write < 0) {
                return Transactions.NOBODY;
            }
            if (transactions.value(write) == value) {
                return write;
            }
        }
    }

    private void put(int key, int write) {
        long value = transactions.value(write);
        int table = tables[key];
        int mask = tables[key + 1] - table - 1;
        for (int at = hash(value) & mask; ; at = (at + 1) & mask) {
            int there = slots[table + at] - 1;
            if (there < 0) {
                slots[table + at] = write + 1;
                return;
            }
            if (transactions.value(there) == value) {
                throw new UnjudgeableHistoryException("the transactions at index "
                        + transactions.index(transactions.owner(there)) + " and "
                        + transactions.index(transactions.owner(write)) + " both write "
                        + EdnText.brief(transactions.values().toObject(value)) + " to key "
                        + EdnText.name(transactions.keyName(key))
                        + ": what a read of it saw can't be told. Write each value at most once to each key");
            }
        }
    }

    private static int hash(long value) {
        int folded = (int) (value >>> 4) ^ ((int) (value >>> 36) * MIX);
        return (folded * MIX) >>> 7;
    }
}
