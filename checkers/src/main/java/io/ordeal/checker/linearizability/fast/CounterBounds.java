package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Between which sums a read of a counter lies, whatever was added: the additions that were over when it began are in it, and
 * of those that were begun when it was over, at most all that are positive, or all that are negative. O(n).
 */
final class CounterBounds {
    private final History history;
    private final Spans spans;
    private final ValueShape shape;
    private final long initial;

    CounterBounds(History history, Spans spans, ValueShape shape, long initial) {
        this.history = history;
        this.spans = spans;
        this.shape = shape;
        this.initial = initial;
    }

    /** The positions of a read beyond its bounds, and of all additions that may be in it; null if none is known. */
    int @Nullable [] outside(CheckContext context) {
        int[] operationAt = new int[spans.moments];
        for (int operation = 0; operation < spans.size(); operation++) {
            operationAt[spans.from[operation]] = operation;
            if (spans.isOk(operation)) {
                operationAt[spans.to[operation]] = operation;
            }
        }
        // Of what has begun, and of what is over; sums that overflow would bound nothing.
        long begunUp = 0;
        long begunDown = 0;
        long overUp = 0;
        long overDown = 0;
        long[] overUpThen = new long[spans.size()];
        long[] overDownThen = new long[spans.size()];
        for (int t = 0; t < spans.moments; t++) {
            if (t % Spans.CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int operation = operationAt[t];
            int at = spans.at[operation];
            boolean begins = spans.from[operation] == t;
            boolean adds = history.f(at).equals("add");
            long value = adds || begins ? shape.value(history, at) : shape.value(history, history.partner(at));
            if ((adds || !begins) && !Values.isInt(value)) {
                return null;
            }
            long number = Values.intValue(value);
            if (adds && (Math.abs(number) > 1L << 59 || Math.abs(begunUp - begunDown) > 1L << 59)) {
                return null;
            }
            if (adds && begins) {
                begunUp += Math.max(0, number);
                begunDown += Math.min(0, number);
            } else if (adds) {
                overUp += Math.max(0, number);
                overDown += Math.min(0, number);
            } else if (begins) {
                overUpThen[operation] = overUp;
                overDownThen[operation] = overDown;
            } else if (number - initial > begunUp + overDownThen[operation]
                    || number - initial < begunDown + overUpThen[operation]) {
                int end = t;
                IntStream additions = IntStream.range(0, spans.size())
                        .filter(one -> history.f(spans.at[one]).equals("add") && spans.from[one] < end);
                return IntStream.concat(IntStream.of(operation), additions)
                        .map(one -> spans.at[one])
                        .toArray();
            }
        }
        return null;
    }
}
