package io.ordeal.checker.txn;

import java.util.Arrays;

/**
 * Gives longs the numbers 0, 1, 2, … in the order in which they are first seen. Open addressed, half full at most: 16 to
 * 32 bytes each.
 */
final class Numbering {
    private long[] handles = new long[32];
    private int[] slots = new int[64];
    private int size;

    /** The long's number, a new one if it has none. */
    int of(long handle) {
        int mask = slots.length - 1;
        for (int at = hash(handle) & mask; ; at = (at + 1) & mask) {
            int number = slots[at] - 1;
            if (number < 0) {
                return add(handle, at);
            }
            if (handles[number] == handle) {
                return number;
            }
        }
    }

    int size() {
        return size;
    }

    /** The longs by their numbers. */
    long[] handles() {
        return Arrays.copyOf(handles, size);
    }

    private int add(long handle, int at) {
        if (size == handles.length) {
            handles = Arrays.copyOf(handles, 2 * size);
        }
        handles[size++] = handle;
        slots[at] = size;
        if (2 * size >= slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int at = hash(handles[number]) & mask;
            while (slots[at] != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = number + 1;
        }
    }

    /** Stafford's variant 13 of the finalizer of MurmurHash3. */
    private static int hash(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return (int) (x ^ (x >>> 31));
    }
}
