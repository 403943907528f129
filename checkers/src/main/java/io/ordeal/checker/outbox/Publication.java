package io.ordeal.checker.outbox;

import io.ordeal.history.History;
import io.ordeal.history.OpType;

/**
 * A row and a message that were asked for.
 *
 * @param id of both, each but once in a history
 * @param invocation its position
 * @param abandoned whether the application took it back before it committed
 */
record Publication(Object id, int invocation, boolean abandoned) {
    boolean isAcknowledged(History history) {
        return !abandoned && history.outcome(invocation) == OpType.OK;
    }

    /** Whether it must have left no trace. */
    boolean isInvisible(History history) {
        return abandoned || history.outcome(invocation) == OpType.FAIL;
    }

    /** Whether it was acknowledged before a position. */
    boolean isAcknowledgedBefore(History history, int position) {
        return isAcknowledged(history) && history.partner(invocation) < position;
    }

    /** Whether its client was done with it before a position: one that is not may yet store the row, or send the message. */
    boolean isOverBefore(History history, int position) {
        int completion = history.partner(invocation);
        return completion >= 0 && completion < position;
    }
}
