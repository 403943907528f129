package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import org.jspecify.annotations.Nullable;

/**
 * Queues, first in first out or without order.
 *
 * <p><b>Without order.</b> There is a linearization if and only if each answer that there is nothing has, within its span,
 * a gap that no core covers. It is necessary, as there is an element in the queue throughout its core. And it suffices: put
 * each element that has a core in at the core's beginning, and take it out at its end; put any other in and take it out at
 * one moment of both spans; and let each of those answers be given in such a gap.
 *
 * <p><b>First in, first out.</b> In addition, there must be no v and w where v was put in before w (its put was completed
 * before that of w was invoked), but taken after w, or not at all. It is necessary. Without empty answers, it suffices: "v
 * must come before w", by the order of their puts or of their takes, then has no circle, as a circle would contain one of
 * two; so elements can be put in and taken out in one order. With empty answers, in gaps that no core covers: what has
 * begun for certain before such a gap can be over before it, and elements that must come before an element that must be
 * over before it can be, too; so the history falls apart into those before and those after (Henzinger, Sezgin &amp; Vafeiadis,
 * "Aspect-oriented linearizability proofs", 2013).
 *
 * <p><b>Takes of unknown outcome</b> can be of use at any time after their invocation. What an order or an empty answer
 * asks of them is always this: of the elements left over, all that were put in before some moment must be taken before some
 * other. If there are k such elements, k of the takes must have been invoked by then; and if so, those invoked first can
 * take those put in first. So the plan which does that is the best for all demands at once.
 *
 * <p>Complexity: O(n).
 */
record QueueCover(boolean fifo) implements Discipline {
    private static final int NONE = -1;

    @Override
    public String name() {
        return fifo ? "cover-and-order" : "cover";
    }

    @Override
    public int[] mostUrgent(Stays stays) {
        return Urgency.byPut(stays);
    }

    @Override
    public boolean hasBestPlan() {
        return true;
    }

    @Override
    public int @Nullable [] impossible(Stays stays, CheckContext context) {
        int[] moments = stays.moments();
        // Of the cores that have begun, the one that reaches furthest; and the last gap that none of them covered.
        int furthest = NONE;
        int reach = NONE;
        int uncovered = NONE;
        for (int t = 0; t < moments.length; t++) {
            if (t % Spans.CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int stay = moments[t] >> 2;
            if (stay >= 0) {
                switch (moments[t] & 3) {
                    case Stays.PUT_FROM -> {
                        if (fifo && reach > stays.takeTo[stay]) {
                            return new int[] {furthest, stay};
                        }
                    }
                    case Stays.PUT_TO -> {
                        if (stays.takeFrom[stay] > reach) {
                            reach = stays.takeFrom[stay];
                            furthest = stay;
                        }
                    }
                    case Stays.TAKE_TO -> {
                        if (stays.isNothing(stay) && uncovered < stays.takeFrom[stay]) {
                            return covered(stays, stay);
                        }
                    }
                    default -> {}
                }
            }
            if (reach <= t) {
                uncovered = t;
            }
        }
        return null;
    }

    private static int[] covered(Stays stays, int nothing) {
        return stays.where(
                stay -> stay == nothing || stays.isCertainWithin(stay, stays.takeFrom[nothing], stays.takeTo[nothing]));
    }
}
