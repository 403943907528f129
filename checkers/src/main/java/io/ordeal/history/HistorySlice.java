package io.ordeal.history;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

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
     * The operations about some keys, and all that the nemesis did: by {@link HistoryKeys}; in a history without those,
     * the operations whose value is one of the keys (a lock's name), or begins with one, and the transactions of which a
     * micro-operation is on one of them.
     *
     * @param keys as {@link Values#toObject} gives them
     * @throws IllegalArgumentException if no operation is about any of them
     */
    public static History byKey(History history, Set<?> keys) {
        // unlike an immutable set it can be asked for nil
        Set<Object> wantedKeys = new HashSet<>(keys);
        Optional<HistoryKeys> known = HistoryKeys.of(history);
        IntPredicate about = known.isPresent()
                ? invocation ->
                        keys.contains(history.values().toObject(known.get().key(invocation)))
                : invocation -> mentions(history.values().toObject(history.valueHandle(invocation)), wantedKeys);
        BitSet kept = new BitSet(history.size());
        boolean any = false;
        for (int i = 0; i < history.size(); i++) {
            boolean wanted = history.isClient(i) && history.isInvoke(i) && about.test(i);
            any |= wanted;
            if (wanted || !history.isClient(i)) {
                kept.set(i);
            }
        }
        if (!any) {
            throw new IllegalArgumentException("no operation is on " + keys
                    + ": keys are written in EDN, as in the history; or slice it by index or time");
        }
        return history.select(kept::get);
    }

    private static boolean mentions(@Nullable Object value, Set<Object> keys) {
        if (keys.contains(value)) {
            return true;
        }
        return value instanceof List<?> parts
                && !parts.isEmpty()
                && (keys.contains(parts.get(0)) || parts.stream().anyMatch(part -> isOn(part, keys)));
    }

    /** Of a micro-operation {@code [f key value]}. */
    private static boolean isOn(@Nullable Object part, Set<Object> keys) {
        return part instanceof List<?> micro && micro.size() >= 2 && keys.contains(micro.get(1));
    }
}
