package io.ordeal.checker.log;

import io.ordeal.history.Values;

/**
 * What was read of a log.
 *
 * @param invoked the invocation's position
 * @param completed the completion's
 * @param from the offset that it was to begin at; of a client that was to go on, where its last reading ended
 * @param after the completion of that reading; −1 if it was told where to begin
 * @param told the offset that it began at by its own word, not below that
 * @param entries the handle of the list of them
 * @param last the highest offset among them; below {@code from} if there is none
 * @param whole whether it was to have all that was there when it was asked for
 * @param inOrder whether offsets rise, none of them below {@code told}
 */
record Reading(
        int invoked,
        int completed,
        long from,
        int after,
        long told,
        long entries,
        long last,
        boolean whole,
        boolean inOrder) {
    static final long NOTHING = Long.MIN_VALUE;
    static final int NONE = -1;

    int size(Values values) {
        return values.size(entries);
    }

    /** The offset of the i-th entry. */
    long offset(Values values, int i) {
        return Values.intValue(values.element(values.element(entries, i), 0));
    }

    /** The handle of the i-th entry's element. */
    long element(Values values, int i) {
        return values.element(values.element(entries, i), 1);
    }
}
