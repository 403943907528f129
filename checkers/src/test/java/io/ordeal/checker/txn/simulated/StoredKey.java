package io.ordeal.checker.txn.simulated;

import io.ordeal.history.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All versions of one key, oldest first; of a list, each is as long as some number of its elements. */
final class StoredKey {
    final int number;
    int size;
    long writes;

    /** Where writes are visible at once: who wrote last and is not done, and how many versions there were before. */
    @Nullable
    StoredTxn lock;

    int sizeBeforeLock;

    /** For dirty reads: who wrote last and may not be done yet. */
    @Nullable
    StoredTxn writer;

    /** What nobody should read: a value that was given up, one that its writer has overwritten, or 0. */
    long aborted;

    long intermediate;

    private byte[] sites = new byte[4];
    private int[] stamps = new int[4];
    /** Of a register the value, of a list its length. */
    private long[] contents = new long[4];

    private long[] elements = new long[0];
    private long[] lists = new long[4];

    StoredKey(int number) {
        this.number = number;
    }

    void add(int site, int stamp, long content) {
        if (size == stamps.length) {
            sites = Arrays.copyOf(sites, 2 * size);
            stamps = Arrays.copyOf(stamps, 2 * size);
            contents = Arrays.copyOf(contents, 2 * size);
            lists = Arrays.copyOf(lists, 2 * size);
        }
        sites[size] = (byte) site;
        stamps[size] = stamp;
        contents[size] = content;
        lists[size] = 0;
        size++;
    }

    /** Adds a version of a list: the newest and these elements. */
    void append(int site, int stamp, long element) {
        int length = size == 0 ? 0 : (int) contents[size - 1];
        if (length == elements.length) {
            elements = Arrays.copyOf(elements, Math.max(4, 2 * length));
        }
        elements[length] = element;
        add(site, stamp, length + 1);
    }

    void dropFrom(int newSize) {
        size = newSize;
    }

    /** Forgets all but the newest of the versions from {@code first} on, which became visible as one. */
    void joinFrom(int first) {
        if (size > first + 1) {
            int last = size - 1;
            sites[first] = sites[last];
            stamps[first] = stamps[last];
            contents[first] = contents[last];
            lists[first] = 0;
            size = first + 1;
        }
    }

    /** The newest version within a snapshot, −1 if there is none. */
    int visible(int snapshot0, int snapshot1) {
        for (int i = size - 1; i >= 0; i--) {
            if (stamps[i] <= (sites[i] == 0 ? snapshot0 : snapshot1)) {
                return i;
            }
        }
        return -1;
    }

    long register(int version) {
        return version < 0 ? Values.NIL : contents[version];
    }

    /** The list at a version; nil when nothing was ever appended. */
    long list(int version, Values values) {
        if (version < 0) {
            return Values.NIL;
        }
        if (lists[version] == 0) {
            lists[version] = values.ofCollection(Values.Kind.LIST, elements, 0, (int) contents[version]);
        }
        return lists[version];
    }
}
