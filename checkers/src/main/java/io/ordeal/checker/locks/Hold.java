package io.ordeal.checker.locks;

import org.jspecify.annotations.Nullable;

/**
 * A time during which a process certainly held a lock. All times are positions in the history.
 *
 * @param lock which
 * @param process who
 * @param shared whether others may have shares of it meanwhile
 * @param asked the invocation of the acquire
 * @param granted its ok completion
 * @param end the event at which the hold was no longer certain: the invocation of the release, or of {@code
 *     session-lost}, or the first event after a lease's end; {@link #OPEN} if it never ended
 * @param ending how it ended
 * @param token the fencing token, null without
 * @param doubtful whether an earlier release by the process, whose outcome it never learnt, may have ended this hold
 */
record Hold(
        @Nullable Object lock,
        int process,
        boolean shared,
        int asked,
        int granted,
        int end,
        Ending ending,
        @Nullable Long token,
        boolean doubtful) {
    static final int OPEN = Integer.MAX_VALUE;

    /** What ended a hold. */
    enum Ending {
        RELEASE("it began to release it"),
        SESSION_LOST("it was told that its session was lost"),
        EXPIRY("its lease ran out"),
        NEVER("the history ends");

        final String words;

        Ending(String words) {
            this.words = words;
        }
    }

    Hold endedAt(int position, Ending by) {
        return new Hold(lock, process, shared, asked, granted, position, by, token, doubtful);
    }

    boolean isOpen() {
        return end == OPEN;
    }
}
