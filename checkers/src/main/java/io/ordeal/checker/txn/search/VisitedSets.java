package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import java.util.Arrays;

/**
 * The sets of events from which the search has found no way on, or is looking for one. Each is kept whole, as the words
 * of a bit set from the first event that is missing to the last that is there; a hash only finds it.
 */
final class VisitedSets {
    private static final int SEGMENT_BITS = 16;
    private static final int SEGMENT = 1 << SEGMENT_BITS;

    private final CheckContext context;
    private long[][] segments = new long[4][];
    private long used;
    /** Where each set lies, and the next of its chain. */
    private long[] places = new long[256];

    private int[] nexts = new int[256];
    private int[] heads = new int[512];
    private int size;
    private long bytes;

    VisitedSets(CheckContext context) {
        this.context = context;
        Arrays.fill(heads, -1);
    }

    int size() {
        return size;
    }

    /**
     * Adds a set, unless it is there. Returns whether it was added.
     *
     * @param words of which all before {@code from} are full, and all from {@code to} on empty
     */
    boolean add(long[] words, int from, int to) {
        int hash = hash(words, from, to);
        for (int entry = heads[hash & (heads.length - 1)]; entry >= 0; entry = nexts[entry]) {
            if (same(places[entry], words, from, to)) {
                return false;
            }
        }
        if (size == places.length) {
            grow();
        }
        places[size] = used;
        append(((long) from << 32) | to);
        for (int i = from; i < to; i++) {
            append(words[i]);
        }
        int bucket = hash & (heads.length - 1);
        nexts[size] = heads[bucket];
        heads[bucket] = size++;
        return true;
    }

    private static int hash(long[] words, int from, int to) {
        long hash = ((long) from << 32) | to;
        for (int i = from; i < to; i++) {
            hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    private boolean same(long place, long[] words, int from, int to) {
        if (word(place) != (((long) from << 32) | to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word(place + 1 + i - from) != words[i]) {
                return false;
            }
        }
        return true;
    }

    private long word(long place) {
        return segments[(int) (place >>> SEGMENT_BITS)][(int) place & (SEGMENT - 1)];
    }

    private void append(long word) {
        int segment = (int) (used >>> SEGMENT_BITS);
        if (segment == segments.length) {
            segments = Arrays.copyOf(segments, 2 * segment);
        }
        if (segments[segment] == null) {
            take(8L * SEGMENT);
            segments[segment] = new long[SEGMENT];
        }
        segments[segment][(int) used++ & (SEGMENT - 1)] = word;
    }

    private void grow() {
        take(20L * size);
        places = Arrays.copyOf(places, 2 * size);
        nexts = Arrays.copyOf(nexts, 2 * size);
        heads = new int[4 * size];
        Arrays.fill(heads, -1);
        for (int entry = 0; entry < size; entry++) {
            int bucket = hashAt(places[entry]) & (heads.length - 1);
            nexts[entry] = heads[bucket];
            heads[bucket] = entry;
        }
    }

    private int hashAt(long place) {
        long range = word(place);
        int from = (int) (range >>> 32);
        int to = (int) range;
        long[] words = new long[to - from];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(place + 1 + i);
        }
        long hash = range;
        for (long each : words) {
            hash = (hash ^ each) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    private void take(long more) {
        bytes += more;
        // Half of it: while the tables grow the old ones are there as well.
        if (bytes > context.memoryLimitBytes() / 2) {
            throw new CheckStoppedException("the memory limit of " + (context.memoryLimitBytes() >> 20)
                    + " MiB was reached by " + size + " sets of transactions: ORDEAL_OPTS=-Xmx8g gives more");
        }
    }
}
