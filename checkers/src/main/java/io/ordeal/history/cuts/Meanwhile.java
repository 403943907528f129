package io.ordeal.history.cuts;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Operations by their spans, asked for those that another may or may not have seen: what began before it ended, and was
 * not over before it began. A question costs log n, the answers, and what began between the earliest of them and
 * its end.
 */
public final class Meanwhile {
    private int[] parts = new int[16];
    private int[] begins = new int[16];
    private int[] ends = new int[16];

    /** Of the first n: the latest end. */
    private int[] latest = new int[16];

    private int size;

    /** Those that never ended: part, beginning. */
    private int[] endless = new int[8];

    private int endlessSize;

    /**
     * Adds an operation, in the order of the beginnings.
     *
     * @param end {@link Sources#NEVER} where nobody knows it
     */
    public void add(int part, int begin, int end) {
        if (end == Sources.NEVER) {
            if (endlessSize == endless.length) {
                endless = Arrays.copyOf(endless, 2 * endlessSize);
            }
            endless[endlessSize++] = part;
            endless[endlessSize++] = begin;
            return;
        }
        if (size == parts.length) {
            parts = Arrays.copyOf(parts, 2 * size);
            begins = Arrays.copyOf(begins, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            latest = Arrays.copyOf(latest, 2 * size);
        }
        parts[size] = part;
        begins[size] = begin;
        ends[size] = end;
        latest[size] = size == 0 ? end : Math.max(latest[size - 1], end);
        size++;
    }

    /** Tells the parts that were under way at some time between two positions. */
    public void of(int begin, int end, IntConsumer into) {
        int found = Arrays.binarySearch(begins, 0, size, end);
        for (int i = (found < 0 ? -found - 1 : found) - 1; i >= 0 && latest[i] > begin; i--) {
            if (ends[i] > begin) {
                into.accept(parts[i]);
            }
        }
        for (int i = 0; i < endlessSize && endless[i + 1] < end; i += 2) {
            into.accept(endless[i]);
        }
    }
}
