package io.ordeal.history;

import io.ordeal.history.Values.Kind;

/** What the handles of one {@link Values} are in another that has {@linkplain Values#adopt adopted} it. */
public final class Relocation {
    private static final int TAG_BITS = 4;
    private static final int TAG_MASK = (1 << TAG_BITS) - 1;
    private static final int INT = Kind.INT.ordinal();
    private static final int KEYWORD = Kind.KEYWORD.ordinal();
    private static final int STRING = Kind.STRING.ordinal();
    private static final int OTHER = Kind.OTHER.ordinal();

    private final int[] texts;
    private final int[] others;
    private final long base;

    /** Whether all handles stay as they are. */
    private final boolean identity;

    Relocation(int[] texts, int[] others, long base) {
        this.texts = texts;
        this.others = others;
        this.base = base;
        boolean same = base == 0 && others.length == 0;
        for (int i = 0; same && i < texts.length; i++) {
            same = texts[i] == i;
        }
        identity = same;
    }

    /** The number of a text. */
    public int text(int number) {
        return texts[number];
    }

    /** The handle of a value. */
    public long handle(long handle) {
        int tag = (int) handle & TAG_MASK;
        if (tag <= INT) {
            return handle;
        }
        long number = handle >>> TAG_BITS;
        long here;
        if (tag == KEYWORD || tag == STRING) {
            here = texts[(int) number];
        } else if (tag == OTHER) {
            here = others[(int) number];
        } else {
            here = number + base;
        }
        return here << TAG_BITS | tag;
    }

    /** Relocates a tape in place: collections, each its size and then its elements. */
    void apply(long[][] tape, long used, int segmentBits) {
        if (identity) {
            return;
        }
        int mask = (1 << segmentBits) - 1;
        long at = 0;
        while (at < used) {
            long size = tape[(int) (at >>> segmentBits)][(int) at & mask];
            at++;
            long end = at + size;
            while (at < end) {
                long[] segment = tape[(int) (at >>> segmentBits)];
                int from = (int) at & mask;
                int to = (int) Math.min(end - at + from, mask + 1);
                for (int i = from; i < to; i++) {
                    segment[i] = handle(segment[i]);
                }
                at += to - from;
            }
        }
    }
}
