package io.ordeal.runner;

import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import org.jspecify.annotations.Nullable;

/** What a worker has in hand. The fields that change are guarded by the scheduler's lock. */
final class Operation {
    static final long RUNNING = -1;

    final Invocation invocation;
    final int process;

    /** How many events must be in the file before anybody may act. */
    final int events;

    /** Whom to call; null if a client has to be opened first, and for the nemesis. */
    final @Nullable Client client;

    /** Whether its client may have been called. Until then it certainly has no effect. */
    boolean called;

    /** When it is given up. */
    long deadlineNanos;

    /** Since when its clock stands still, or {@link #RUNNING}. */
    long frozenSinceNanos = RUNNING;

    /** Completed or given up: whatever its client still says comes too late. */
    boolean over;

    Operation(
            Invocation invocation,
            int process,
            int events,
            @Nullable Client client,
            boolean called,
            long deadlineNanos) {
        this.invocation = invocation;
        this.process = process;
        this.events = events;
        this.client = client;
        this.called = called;
        this.deadlineNanos = deadlineNanos;
    }

    boolean isFrozen() {
        return frozenSinceNanos != RUNNING;
    }
}
