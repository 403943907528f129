package io.ordeal.history;

import java.time.Duration;
import java.util.BitSet;
import java.util.Set;

/**
 * Parts of a history, as histories: whole operations, with the indexes that they had.
 *
 * <p>A part is for looking at. What a checker says of it holds for the part alone: a slice by time or index lacks the
 * writes from before it; a slice by key or process lacks the other keys or processes.
 */
public final class HistorySlice {
    private HistorySlice() {}

    /**
     * The operations that were under way at some time from {@code from} to {@code to}, both included: invoked by then, and
     * not completed before. One that was never completed is under way for ever.
     *
     * @throws IllegalArgumentException if an event of the history has no time
     */
    public static History byTime(History history, Duration from, Duration to) {
        for (int i = 0; i < history.size(); i++) {
            if (history.timeNanos(i) == Op.NO_TIME) {
                throw new IllegalArgumentException("the event with index " + history.index(i)
                        + " has no time, so the history has no slices by time: slice it by index");
            }
        }
        return underWay(history, from.toNanos(), to.toNanos(), true);
    }

    /** The operations that were under way at some index from {@code from} to {@code to}, both included. */
    public static History byIndex(History history, int from, int to) {
        return underWay(history, from, to, false);
    }

    private static History underWay(History history, long from, long to, boolean byTime) {
        return history.select(position -> {
            int partner = history.partner(position);
            long begin = place(history, position, byTime);
            boolean never = partner < 0 && history.isClient(position);
            long end = never ? Long.MAX_VALUE : partner < 0 ? begin : place(history, partner, byTime);
            return begin <= to && end >= from;
        });
    }

    private static long place(History history, int position, boolean byTime) {
        return byTime ? history.timeNanos(position) : history.index(position);
    }

    /**
     * The operations of some processes.
     *
     * @param processes {@link Op#NEMESIS} may be among them
     */
    public static History byProcess(History history, Set<Integer> processes) {
        return history.select(position -> processes.contains(history.process(position)));
    }

    /**
     * The operations about some keys, and all that the nemesis did.
     *
     * @param keys as {@link Values#toObject} gives them
     * @throws IllegalArgumentException if the history's operations tell no keys
     */
    public static History byKey(History history, Set<?> keys) {
        HistoryKeys known = HistoryKeys.of(history)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not every operation has a :key or a value [key value]: slice the history by index or time"));
        BitSet kept = new BitSet(history.size());
        for (int i = 0; i < history.size(); i++) {
            boolean invocation = history.isClient(i) && history.isInvoke(i);
            if (!history.isClient(i)
                    || (invocation && keys.contains(history.values().toObject(known.key(i))))) {
                kept.set(i);
            }
        }
        return history.select(kept::get);
    }
}
