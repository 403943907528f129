package io.ordeal.history;

import java.util.Arrays;

/**
 * Gives scalar values, by their handles, the numbers 0, 1, 2, … in the order in which they are first seen.
 *
 * <p>Most histories count up what they write and the keys that they write to. Such integers lie in a table by themselves,
 * in their own order, so that neighbours are found together; all else is hashed. The table is at most {@value #SPARSEST}
 * times as long as there are values.
 *
 * <p>Expected constant time each; 4 to 16 bytes an integer of the table, 24 to 48 another value.
 */
public final class ScalarNumbers {
    /** So sparse a table is still no larger than what hashing takes. */
    private static final int SPARSEST = 4;

    private static final int INT = Values.Kind.INT.ordinal();

    /** No value's handle: no kind has this tag. */
    private static final long FREE = -1;

    /** By integer: its number and 1, or 0. */
    private int[] table = new int[16];

    /** By slot, at most half of them used: a handle of what is not in the table's range. */
    private long[] hashed = new long[0];

    private int[] numbers = new int[0];
    private int hashedCount;
    private int size;

    /** No value has a number yet. */
    public ScalarNumbers() {}

    /** How many values have a number. */
    public int size() {
        return size;
    }

    /** The number of a value, −1 if it has none. */
    public int find(long handle) {
        if (isInTable(handle)) {
            return table[(int) (handle >>> 4)] - 1;
        }
        if (hashedCount == 0) {
            return -1;
        }
        int slot = slot(handle);
        return hashed[slot] == FREE ? -1 : numbers[slot];
    }

    /** The number of a value, a new one if it has none. */
    public int of(long handle) {
        int known = find(handle);
        if (known >= 0) {
            return known;
        }
        if (!isInTable(handle)) {
            long integer = handle >>> 4;
            if (((int) handle & 0xf) != INT || integer >= SPARSEST * (size + 16L) || integer >= 1 << 30) {
                hash(handle, size);
                return size++;
            }
            growTable((int) integer);
        }
        table[(int) (handle >>> 4)] = ++size;
        return size - 1;
    }

    /** The handles by their numbers. */
    public long[] handles() {
        long[] handles = new long[size];
        for (int i = 0; i < table.length; i++) {
            if (table[i] > 0) {
                handles[table[i] - 1] = (long) i << 4 | INT;
            }
        }
        for (int slot = 0; slot < hashed.length; slot++) {
            if (hashed[slot] != FREE) {
                handles[numbers[slot]] = hashed[slot];
            }
        }
        return handles;
    }

    private boolean isInTable(long handle) {
        // A negative integer is a very large one here.
        return ((int) handle & 0xf) == INT && handle >>> 4 < table.length;
    }

    private void growTable(int integer) {
        table = Arrays.copyOf(table, Integer.highestOneBit(integer) << 1);
        if (hashedCount > 0) {
            long[] oldHandles = hashed;
            int[] oldNumbers = numbers;
            resizeHashed(oldHandles.length);
            for (int slot = 0; slot < oldHandles.length; slot++) {
                if (isInTable(oldHandles[slot])) {
                    table[(int) (oldHandles[slot] >>> 4)] = oldNumbers[slot] + 1;
                } else if (oldHandles[slot] != FREE) {
                    hash(oldHandles[slot], oldNumbers[slot]);
                }
            }
        }
    }

    private void hash(long handle, int number) {
        if (2 * (hashedCount + 1) > hashed.length) {
            long[] oldHandles = hashed;
            int[] oldNumbers = numbers;
            resizeHashed(Math.max(32, 2 * oldHandles.length));
            for (int slot = 0; slot < oldHandles.length; slot++) {
                if (oldHandles[slot] != FREE) {
                    hash(oldHandles[slot], oldNumbers[slot]);
                }
            }
        }
        int slot = slot(handle);
        hashed[slot] = handle;
        numbers[slot] = number;
        hashedCount++;
    }

    private void resizeHashed(int length) {
        hashed = new long[length];
        Arrays.fill(hashed, FREE);
        numbers = new int[length];
        hashedCount = 0;
    }

    /** Where a handle is, or would be put. */
    private int slot(long handle) {
        int mask = hashed.length - 1;
        int at = (int) mix(handle) & mask;
        while (hashed[at] != FREE && hashed[at] != handle) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** Spreads entropy over all bits: Stafford's variant 13 of the finalizer of MurmurHash3. */
    private static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }
}
