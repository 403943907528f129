package io.ordeal.checker.queues;

import io.ordeal.history.History;
import io.ordeal.history.OpType;

/** What a history says of one element: who enqueued it, and when it was delivered. */
final class Element {
    private static final int NONE = -1;

    final Object value;

    /** The position of the invocation of its enqueue; −1 if there is none. */
    int enqueue = NONE;

    /** The position of the completion that delivered it first; −1 if none did. */
    int first = NONE;

    /** The one that delivered it again, which is the first as well if that has it twice; −1 if none did. */
    int again = NONE;

    /** How often it was delivered. */
    int deliveries;

    Element(Object value) {
        this.value = value;
    }

    void delivered(int completion) {
        if (deliveries++ == 0) {
            first = completion;
        } else if (again == NONE) {
            again = completion;
        }
    }

    boolean isEnqueued() {
        return enqueue != NONE;
    }

    boolean isDelivered() {
        return deliveries > 0;
    }

    boolean isAcknowledged(History history) {
        return isEnqueued() && history.outcome(enqueue) == OpType.OK;
    }

    /** Whether somebody was told that it had not been enqueued, or nobody had tried to by the time it was delivered. */
    boolean isUnexpected(History history) {
        return isDelivered() && (!isEnqueued() || enqueue > first || history.outcome(enqueue) == OpType.FAIL);
    }
}
