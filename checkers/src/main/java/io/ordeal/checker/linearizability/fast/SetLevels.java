package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.FastWay;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sets of which no element is put in again once it was taken out.
 *
 * <p><b>An element that is never removed</b> appears at one moment, and stays. That moment lies after the first invocation
 * of its additions, and before the first of their completions; before the completion of each {@code contains} that saw it;
 * and after the invocation of each that did not. If there is such a moment, these operations all have their places: an
 * addition that is not the first does nothing, and what is only about one element has to do with no other's. An element
 * all of whose additions are of unknown outcome, and which nobody saw, need not have appeared at all.
 *
 * <p><b>Reads of all elements</b> see more and more: of two, one must hold all that the other holds. Then the moments at
 * which elements appear, and reads, are in a fixed order, but for those of one <em>level</em>: first the elements of the
 * smallest reads, then these reads, then the elements that the next larger ones hold in addition, then these, and so on; at
 * last the elements that no read holds. Moments in this order can be chosen if and only if nothing must be over before
 * something of a lower level begins.
 *
 * <p><b>Removals</b> are judged where nobody read all elements, and an element was added and removed at most once each: the
 * elements have nothing to do with each other then. See {@link RemovedElement}.
 *
 * <p>All else, such as elements added and removed again and again, is for the search; but an element that was seen before
 * anybody began to add it is a violation there, too. An operation of unknown outcome that
 * adds has no completion; one that removes may have none or not have happened; one that reads says nothing.
 *
 * <p>Complexity: O(n + r log r) for r reads, n being the operations and all that was read.
 */
public final class SetLevels implements FastWay {
    @Override
    public String name() {
        return "levels";
    }

    @Override
    public Answer judge(History history, int[] events, ValueShape shape, CheckContext context) {
        Spans spans = new Spans(history, events, context);
        SetOperations operations = new SetOperations(history, spans, shape);
        if (!operations.collect(context)) {
            int early = operations.tooEarly();
            return early == SetOperations.NONE
                    ? new Answer.NotMine()
                    : new Answer.NotLinearizable(positions(spans, new int[] {early}));
        }
        int[] impossible = new Appearances(operations).impossible(context);
        return impossible == null
                ? new Answer.Linearizable()
                : new Answer.NotLinearizable(positions(spans, impossible));
    }

    private static int[] positions(Spans spans, int @Nullable [] operations) {
        return Arrays.stream(operations).map(operation -> spans.at[operation]).toArray();
    }
}
