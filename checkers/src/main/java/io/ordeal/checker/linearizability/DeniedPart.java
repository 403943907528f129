package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.SmallestPart.Part;
import io.ordeal.checker.linearizability.Trial.Possible;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Arrays;

/**
 * Of operations that a fast way says have no linearization, where a search would not end, a part that shows it: what goes
 * up to the first completion with which the fast way says so. It keeps the law of {@link SmallestPart}, as far as the fast
 * way decides: it says so of the part, and not of the part without its last operation; and all that is of unknown outcome
 * stays.
 *
 * <p>The fast way is asked some times the logarithm of the operations: no more than {@value #ROUNDS} times that.
 */
final class DeniedPart {
    /** An operation that others' answers need as much as its own is wrong is left out, and the next one looked for. */
    private static final int ROUNDS = 8;

    private final History history;
    private final FastWay fastWay;
    private final ValueShape shape;
    private final CheckContext context;

    /** @param history of hardly more than these operations: beginnings of it are copied */
    DeniedPart(History history, FastWay fastWay, ValueShape shape, CheckContext context) {
        this.history = history;
        this.fastWay = fastWay;
        this.shape = shape;
        this.context = context;
    }

    /** @param operations the positions of their invocations, in order; some are ok */
    Part of(int[] operations) {
        int[] part = operations;
        int end = lastCompletion(part);
        for (int round = 0; round < ROUNDS; round++) {
            end = firstDenied(part);
            part = invokedBefore(part, end);
            int[] others = without(part, history.partner(end));
            if (lastCompletion(others) < 0 || !isDenied(others, end)) {
                break;
            }
            part = others;
        }
        return new Part(part, history.partner(end), Possible.YES);
    }

    private int firstDenied(int[] operations) {
        int[] completions = Arrays.stream(operations)
                .filter(this::isOk)
                .map(history::partner)
                .sorted()
                .toArray();
        int low = 0;
        int high = completions.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isDenied(invokedBefore(operations, completions[middle]), completions[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return completions[low];
    }

    /** Whether the fast way says that operations have no linearization, as far as they go up to a completion. */
    private boolean isDenied(int[] operations, int end) {
        History soFar = history.prefix(end + 1);
        int[] events = Arrays.stream(operations)
                .flatMap(at -> soFar.outcome(at) == OpType.OK
                        ? Arrays.stream(new int[] {at, soFar.partner(at)})
                        : Arrays.stream(new int[] {at}))
                .sorted()
                .toArray();
        return fastWay.judge(soFar, events, shape, context) instanceof FastWay.Answer.NotLinearizable;
    }

    private boolean isOk(int at) {
        return history.outcome(at) == OpType.OK;
    }

    private int lastCompletion(int[] operations) {
        return Arrays.stream(operations)
                .filter(this::isOk)
                .map(history::partner)
                .max()
                .orElse(-1);
    }

    private static int[] invokedBefore(int[] operations, int end) {
        return Arrays.stream(operations).filter(at -> at < end).toArray();
    }

    private static int[] without(int[] operations, int one) {
        return Arrays.stream(operations).filter(at -> at != one).toArray();
    }
}
