package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.FastWay;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counters to which always the same is added: +1, say.
 *
 * <p>A read then says how many additions came before it, and it does not matter which. Think of the first, second, third, …
 * addition as <em>slots</em>, to which operations are to be assigned. A read of k must come after the slots 1 to k, and
 * before the slot k + 1. So slot i has a window: it begins where the last of the reads of less than i begins, and ends where
 * the first of the reads of i or more ends. Both ends rise with i. If each slot up to the largest number read gets an
 * addition whose span meets its window, and no addition that is ok is left without a slot, there is a linearization: as the
 * windows rise, the moments can be chosen rising (where two are not, the two additions can change slots), and each read has
 * room between its two slots. If not, there is none. Further slots, for additions that nobody saw, begin where the last
 * read begins, and have no end.
 *
 * <p>Spans and windows being intervals, and the windows rising, the assignment is found by giving each slot in turn, of
 * the additions that were invoked before its window's end, the one that is completed first; one that was completed before
 * the window's begin comes too late for all further slots. (Glover, "Maximum matching in a convex bipartite graph", 1967.)
 *
 * <p>An addition of unknown outcome is completed last of all, and may be left without a slot. Nothing else is unknown: reads
 * without an answer say nothing. Additions of 0 do nothing, whatever became of them.
 *
 * <p>Where different numbers are added, the history is not for this way: which of them a read saw is a knapsack problem. But
 * a sum beyond all {@link CounterBounds bounds} is found.
 *
 * <p>Complexity: O(n log c), c being the additions open at once.
 */
public final class CounterSlots implements FastWay {
    /** Sums can't overflow: there are fewer than 2^31 operations, and values of histories' integers have 60 bits. */
    private static final long MAX_UNIT = 1L << 28;

    private static final long MAX_INITIAL = 1L << 59;

    private final long initial;

    /** @param initial what the counter is before the first addition */
    public CounterSlots(long initial) {
        this.initial = initial;
    }

    @Override
    public String name() {
        return "slots";
    }

    @Override
    public Answer judge(History history, int[] events, ValueShape shape, CheckContext context) {
        if (Math.abs(initial) > MAX_INITIAL) {
            return new Answer.NotMine();
        }
        Spans spans = new Spans(history, events, context);
        Counting counting = new Counting(history, spans, shape);
        if (!counting.collect(context)) {
            int[] outside = new CounterBounds(history, spans, shape, initial).outside(context);
            return outside == null ? new Answer.NotMine() : new Answer.NotLinearizable(outside);
        }
        int[] impossible = counting.impossible(context);
        return impossible == null ? new Answer.Linearizable() : new Answer.NotLinearizable(impossible);
    }

    /** The operations of one key. */
    private final class Counting {
        private final History history;
        private final Spans spans;
        private final ValueShape shape;

        private long unit;
        private int[] adds = new int[64];
        private int addCount;
        private int[] reads = new int[64];
        private int readCount;

        /** By operation, of reads: the sum. */
        private final long[] sums;

        Counting(History history, Spans spans, ValueShape shape) {
            this.history = history;
            this.spans = spans;
            this.shape = shape;
            sums = new long[spans.size()];
        }

        boolean collect(CheckContext context) {
            for (int operation = 0; operation < spans.size(); operation++) {
                if (operation % Spans.CHECKPOINT_EVERY == 0) {
                    context.checkpoint();
                }
                int at = spans.at[operation];
                boolean known = switch (history.f(at)) {
                    case "add" -> add(operation, shape.value(history, at));
                    case "read" -> !spans.isOk(operation) || read(operation, shape.value(history, history.partner(at)));
                    default -> false;
                };
                if (!known) {
                    return false;
                }
            }
            unit = unit == 0 ? 1 : unit;
            return true;
        }

        private boolean add(int operation, long value) {
            if (!Values.isInt(value)) {
                return false;
            }
            long amount = Values.intValue(value);
            if (amount == 0) {
                return true;
            }
            if (Math.abs(amount) > MAX_UNIT || (unit != 0 && unit != amount)) {
                return false;
            }
            unit = amount;
            if (addCount == adds.length) {
                adds = Arrays.copyOf(adds, 2 * addCount);
            }
            adds[addCount++] = operation;
            return true;
        }

        private boolean read(int operation, long value) {
            if (!Values.isInt(value)) {
                return false;
            }
            sums[operation] = Values.intValue(value);
            if (readCount == reads.length) {
                reads = Arrays.copyOf(reads, 2 * readCount);
            }
            reads[readCount++] = operation;
            return true;
        }

        /**
         * The positions of operations of which there is no linearization; null if all have one. A sum is wrong only together
         * with all additions that may be in it.
         */
        int @Nullable [] impossible(CheckContext context) {
            int[] all = Arrays.copyOf(reads, readCount);
            if (isPossible(all, addCount, context)) {
                return null;
            }
            int[] few = Reduction.of(all, some -> !isPossible(some, addsBeforeEndOf(some), context), context);
            IntStream operations = IntStream.concat(Arrays.stream(few), Arrays.stream(adds, 0, addsBeforeEndOf(few)));
            return operations.map(operation -> spans.at[operation]).toArray();
        }

        /** Additions invoked after all reads are over make no difference to them. */
        private int addsBeforeEndOf(int[] some) {
            int end = Arrays.stream(some).map(read -> spans.to[read]).max().orElse(0);
            int low = 0;
            int high = addCount;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (spans.from[adds[middle]] < end) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Whether there is a linearization of some reads and the first additions. */
        private boolean isPossible(int[] some, int additions, CheckContext context) {
            int slots = 0;
            for (int read : some) {
                long more = sums[read] - initial;
                if (more % unit != 0 || more / unit < 0 || more / unit > additions) {
                    return false;
                }
                slots = Math.max(slots, (int) (more / unit));
            }
            // By slot, from 1; the last is that of additions that nobody saw.
            int[] begin = new int[slots + 2];
            int[] end = new int[slots + 2];
            Arrays.fill(begin, -1);
            Arrays.fill(end, Spans.OPEN);
            for (int read : some) {
                int slot = (int) ((sums[read] - initial) / unit);
                begin[slot + 1] = Math.max(begin[slot + 1], spans.from[read]);
                end[slot] = Math.min(end[slot], spans.to[read]);
            }
            for (int slot = 1; slot < begin.length; slot++) {
                begin[slot] = Math.max(begin[slot], begin[slot - 1]);
            }
            for (int slot = slots; slot > 0; slot--) {
                end[slot] = Math.min(end[slot], end[slot + 1]);
                if (end[slot] < begin[slot]) {
                    return false;
                }
            }
            return isAssignable(begin, end, additions, context);
        }

        private boolean isAssignable(int[] begin, int[] end, int additions, CheckContext context) {
            PriorityQueue<Integer> completions = new PriorityQueue<>();
            int next = 0;
            int last = begin.length - 1;
            for (int slot = 1; slot < last; slot++) {
                if (slot % Spans.CHECKPOINT_EVERY == 0) {
                    context.checkpoint();
                }
                while (next < additions && spans.from[adds[next]] < end[slot]) {
                    completions.add(spans.to[adds[next++]]);
                }
                Integer first = completions.poll();
                if (first == null || first < begin[slot]) {
                    return false;
                }
            }
            while (next < additions) {
                completions.add(spans.to[adds[next++]]);
            }
            Integer first = completions.peek();
            return first == null || first > begin[last];
        }
    }
}
