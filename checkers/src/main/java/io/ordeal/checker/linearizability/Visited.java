package io.ordeal.checker.linearizability;

import java.util.Arrays;

/**
 * The configurations that a search has come to, each kept whole: a hash only finds them. A configuration is where it is
 * on the clock, which of the operations open there are linearized already and which are free, the model's state, and the
 * set of operations of unknown outcome used so far.
 *
 * <p>A configuration is <em>covered</em> by another that differs only in having used fewer operations of unknown
 * outcome, and in having more free ones: nobody ever has to use either, so whatever the first can still do, the second
 * can as well. What is covered need not be searched.
 */
final class Visited {
    private static final int SEGMENT_BITS = 12;
    private static final int SEGMENT_SIZE = 1 << SEGMENT_BITS;
    private static final int FIRST_SEGMENT_SIZE = 1 << 5;
    private static final int NONE = -1;

    private final int words;
    private final int freeWords;
    private final int stride;
    private final UnknownSets sets;
    private final Budget budget;

    /** Entries: the words of done bits; those of free bits; clock and state; next entry of the chain and set. */
    private long[][] segments = new long[8][];

    private int[] heads = new int[64];
    private int size;
    private long bytes;

    /**
     * @param words of the bits of done operations
     * @param freeWords of those of free ones: as many, or 0 if none ever is
     */
    Visited(int words, int freeWords, UnknownSets sets, Budget budget) {
        this.words = words;
        this.freeWords = freeWords;
        this.stride = words + freeWords + 2;
        this.sets = sets;
        this.budget = budget;
        Arrays.fill(heads, NONE);
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    /** Adds a configuration, unless it is covered by one that is there. Returns whether it was added. */
    boolean add(int clock, int state, long[] done, long[] free, int set) {
        long place = (long) clock << 32 | state;
        int bucket = (int) hash(place, done, 0) & heads.length - 1;
        for (int entry = heads[bucket]; entry != NONE; ) {
            long[] segment = segments[entry >>> SEGMENT_BITS];
            int at = (entry & SEGMENT_SIZE - 1) * stride;
            long link = segment[at + stride - 1];
            if (segment[at + stride - 2] == place
                    && sameBits(segment, at, done)
                    && hasBits(segment, at + words, free)
                    && sets.isSubset((int) link, set)) {
                return false;
            }
            entry = (int) (link >> 32);
        }
        insert(place, done, free, set, bucket);
        return true;
    }

    private boolean hasBits(long[] segment, int at, long[] bits) {
        for (int i = 0; i < freeWords; i++) {
            if ((bits[i] & ~segment[at + i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean sameBits(long[] segment, int at, long[] bits) {
        for (int i = 0; i < words; i++) {
            if (segment[at + i] != bits[i]) {
                return false;
            }
        }
        return true;
    }

    private void insert(long place, long[] done, long[] free, int set, int bucket) {
        int number = size >>> SEGMENT_BITS;
        int at = (size & SEGMENT_SIZE - 1) * stride;
        makeRoom(number, at);
        System.arraycopy(done, 0, segments[number], at, words);
        System.arraycopy(free, 0, segments[number], at + words, freeWords);
        segments[number][at + stride - 2] = place;
        segments[number][at + stride - 1] = (long) heads[bucket] << 32 | set;
        heads[bucket] = size++;
        if (size > heads.length) {
            rehash();
        }
    }

    /** Most searches are short: the first segment begins small. */
    private void makeRoom(int number, int at) {
        if (number == segments.length) {
            segments = Arrays.copyOf(segments, 2 * number);
        }
        long[] segment = segments[number];
        if (segment == null) {
            int length = (number == 0 ? FIRST_SEGMENT_SIZE : SEGMENT_SIZE) * stride;
            take(8L * length);
            segments[number] = new long[length];
        } else if (at == segment.length) {
            take(8L * segment.length);
            segments[number] = Arrays.copyOf(segment, 2 * segment.length);
        }
    }

    private void rehash() {
        if (heads.length >= 1 << 29) {
            return;
        }
        take(4L * heads.length);
        heads = new int[2 * heads.length];
        Arrays.fill(heads, NONE);
        for (int entry = 0; entry < size; entry++) {
            long[] segment = segments[entry >>> SEGMENT_BITS];
            int at = (entry & SEGMENT_SIZE - 1) * stride;
            int bucket = (int) hash(segment[at + stride - 2], segment, at) & heads.length - 1;
            segment[at + stride - 1] = (long) heads[bucket] << 32 | (segment[at + stride - 1] & 0xffffffffL);
            heads[bucket] = entry;
        }
    }

    private long hash(long place, long[] from, int at) {
        long h = place;
        for (int i = 0; i < words; i++) {
            h = LongIntMap.mix(h) + from[at + i];
        }
        return LongIntMap.mix(h);
    }

    private void take(long more) {
        bytes += more;
        budget.take(more);
    }

    /** The states of all configurations at one time on the clock. */
    int[] statesAt(int clock) {
        int[] states = new int[16];
        int count = 0;
        for (int entry = 0; entry < size; entry++) {
            long place = segments[entry >>> SEGMENT_BITS][(entry & SEGMENT_SIZE - 1) * stride + stride - 2];
            if ((int) (place >> 32) == clock) {
                if (count == states.length) {
                    states = Arrays.copyOf(states, 2 * count);
                }
                states[count++] = (int) place;
            }
        }
        return Arrays.stream(states, 0, count).distinct().toArray();
    }
}
