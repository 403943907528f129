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
        for (int i = order.start(event); i < order.start(event + 1); i++) {
            int target = ranks[order.target(order.edge(i))];
            if (target >= high) {
                continue;
            }
            if (target >= low) {
                rows[row + ((target - low) >> 6)] |= 1L << (target - low);
            }
            int other = target * words;
            for (int w = 0; w < words; w++) {
                rows[row + w] |= rows[other + w];
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
