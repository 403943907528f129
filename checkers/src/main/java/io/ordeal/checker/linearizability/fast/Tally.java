package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who could have put in what was taken out, in any container, and also where equal elements are put in again and again.
 *
 * <ul>
 *   <li>An element is taken, at each take's completion, no oftener than it may have been put in, whatever the outcome of the
 *       puts that were invoked by then. (That suffices for the puts and takes of one element: the k-th take that is over
 *       takes what the k-th put that was begun put in.)
 *   <li>There is something to take while more puts are over than takes, those of unknown outcome included, were begun. No
 *       answer that there was nothing has its whole span within that time.
 * </ul>
 *
 * <p>Complexity: O(n).
 */
final class Tally {
    /** In place of an element: an answer that there was nothing, and a take of unknown outcome. */
    static final int NOTHING = -1;

    static final int UNKNOWN = -2;

    private final Spans spans;
    private final int[] element;
    private final boolean[] isPut;

    /** By moment: the operation that is invoked or completed. */
    private final int[] operationAt;

    /**
     * @param element by operation: what it puts in or takes out, numbered from 0; or one of the above
     * @param isPut by operation
     */
    Tally(Spans spans, int[] element, boolean[] isPut) {
        this.spans = spans;
        this.element = element;
        this.isPut = isPut;
        operationAt = new int[spans.moments];
        for (int operation = 0; operation < spans.size(); operation++) {
            operationAt[spans.from[operation]] = operation;
            if (spans.isOk(operation)) {
                operationAt[spans.to[operation]] = operation;
            }
        }
    }

    /** Operations of which there is no linearization, by number; null if there is no such reason. */
    int @Nullable [] impossible(int elements, CheckContext context) {
        int[] available = new int[elements];
        int certain = 0;
        // The last gap in which there may have been nothing; it is after moment −1, at first.
        int empty = -1;
        for (int t = 0; t < spans.moments; t++) {
            if (t % Spans.CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int operation = operationAt[t];
            boolean begins = spans.from[operation] == t;
            int e = element[operation];
            if (isPut[operation]) {
                available[e] += begins ? 1 : 0;
                certain += begins ? 0 : 1;
            } else if (e == NOTHING) {
                if (!begins && empty < spans.from[operation]) {
                    return before(t, operation);
                }
            } else if (begins) {
                certain--;
            } else if (--available[e] < 0) {
                int end = t;
                return some(one -> element[one] == e && (isPut[one] ? spans.from[one] < end : spans.to[one] <= end));
            }
            if (certain <= 0) {
                empty = t;
            }
        }
        return null;
    }

    /** An answer that there was nothing, and what was begun before it: but no puts that nobody is known to need. */
    private int[] before(int end, int nothing) {
        BitSet taken = new BitSet();
        for (int one = 0; one < spans.size(); one++) {
            if (!isPut[one] && element[one] >= 0) {
                taken.set(element[one]);
            }
        }
        return some(one -> one == nothing
                || (spans.from[one] < end
                        && element[one] != NOTHING
                        && (!isPut[one] || spans.isOk(one) || taken.get(element[one]))));
    }

    private int[] some(IntPredicate condition) {
        return IntStream.range(0, spans.size()).filter(condition).toArray();
    }
}
