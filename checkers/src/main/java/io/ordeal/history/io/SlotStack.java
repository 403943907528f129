package io.ordeal.history.io;

import java.util.Arrays;

/** The elements of the collections that are being read, each above those of the collection it lies in. */
final class SlotStack {
    /** How many elements may be open at once. */
    static final int MAX = 1 << 24;

    private long[] slots = new long[256];
    private int size;

    int size() {
        return size;
    }

    long[] slots() {
        return slots;
    }

    /** Answers whether there was room. */
    boolean push(long handle) {
        if (size == slots.length) {
            if (size == MAX) {
                return false;
            }
            slots = Arrays.copyOf(slots, 2 * size);
        }
        slots[size++] = handle;
        return true;
    }

    void drop(int to) {
        size = to;
    }
}
