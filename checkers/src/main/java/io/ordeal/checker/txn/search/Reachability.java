package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/** Which events reach which by the arranged edges of a {@link CertainOrder}, for a block of targets at a time. */
final class Reachability {
    private static final long MOST_BYTES = 512L << 20;

    private final CertainOrder order;
    private final int[] sorted;
    private final int[] ranks;
    private final CheckContext context;
    private final int words;
    private final long[] rows;
    /** The targets are the events of ranks from {@code low} to before {@code high}. */
    private int low;

    private int high;
    private int[] targets = new int[64];

    /**
     * @param sorted all events, each before those that it reaches
     * @param ranks of each event its place among them
     */
    Reachability(CertainOrder order, int[] sorted, int[] ranks, CheckContext context) {
        this.order = order;
        this.sorted = sorted;
        this.ranks = ranks;
        this.context = context;
        long bytes = Math.min(MOST_BYTES, context.memoryLimitBytes() / 4);
        int events = Math.max(1, sorted.length);
        words = (int) Math.max(1, Math.min((events + 63) / 64, bytes / 8 / events));
        rows = new long[Math.multiplyExact(events, words)];
    }

    /** Goes to the first block. Returns whether there is one. */
    boolean first() {
        low = 0;
        high = 0;
        return next();
    }

    boolean next() {
        if (high == sorted.length) {
            return false;
        }
        low = high;
        high = Math.min(sorted.length, low + 64 * words);
        for (int rank = high - 1; rank >= 0; rank--) {
            if ((rank & 255) == 0) {
                context.checkpoint();
            }
            fill(rank);
        }
        return true;
    }

    private void fill(int rank) {
        int row = rank * words;
        Arrays.fill(rows, row, row + words, 0);
        int event = sorted[rank];
        int count = order.start(event + 1) - order.start(event);
        targets = targets.length < count ? new int[2 * count] : targets;
        for (int i = 0; i < count; i++) {
            targets[i] = ranks[order.target(order.edge(order.start(event) + i))];
        }
        // The nearest first: what is reached through them already has nothing to add.
        Arrays.sort(targets, 0, count);
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            if (target >= high || (i > 0 && target == targets[i - 1])) {
                continue;
            }
            if (target >= low) {
                int word = row + ((target - low) >> 6);
                if ((rows[word] & (1L << (target - low))) != 0) {
                    continue;
                }
                rows[word] |= 1L << (target - low);
            }
            int other = target * words;
            for (int w = Math.max(0, (target - low) >> 6); w < words; w++) {
                rows[row + w] |= rows[other + w];
            }
        }
    }

    /** Adds to each event how many of the targets at hand it reaches, and to each of those how many events reach it. */
    void count(int[] reaching, int[] reached) {
        for (int rank = 0; rank < high; rank++) {
            for (int w = 0; w < words; w++) {
                long bits = rows[rank * words + w];
                reached[sorted[rank]] += Long.bitCount(bits);
                for (; bits != 0; bits &= bits - 1) {
                    reaching[sorted[low + (w << 6) + Long.numberOfTrailingZeros(bits)]]++;
                }
            }
        }
    }

    /** Whether an event is among the targets at hand. */
    boolean knows(int target) {
        return ranks[target] >= low && ranks[target] < high;
    }

    /** Whether there is a way of at least one edge to a target at hand. */
    boolean reaches(int from, int target) {
        int column = ranks[target] - low;
        return ranks[from] < high && (rows[ranks[from] * words + (column >> 6)] & (1L << column)) != 0;
    }
}
