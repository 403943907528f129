package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckStoppedException;

/**
 * Work that may be spent on an explanation, in steps of the search. It is counted, not timed, so that the same history is
 * explained in the same way on any machine.
 */
final class Meter {
    private long left;

    /** What the trial under way may still spend. */
    private long allowance;

    Meter(long steps) {
        left = steps;
        allowance = steps;
    }

    boolean isSpent() {
        return left <= 0;
    }

    /** Gives as much again, for another purpose. */
    void refill(long steps) {
        left = steps;
        allowance = steps;
    }

    /** From here on, no more than so many steps, until the next call. */
    void allow(long steps) {
        allowance = Math.min(left, steps);
    }

    /** @throws CheckStoppedException if nothing is left of what was allowed */
    void take(long steps) {
        left -= steps;
        allowance -= steps;
        if (allowance < 0) {
            throw new CheckStoppedException("what may be spent on an explanation is spent");
        }
    }
}
