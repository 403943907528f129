package io.ordeal.trial;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;

/**
 * Tells when a run has no clients to speak of: in its first {@value #PATIENCE_SECONDS} seconds, and {@value #LEAST_ERRORS}
 * times at least, operations have ended in errors, and none has been ok. More of the same would be known no better. Where a
 * fault has struck meanwhile, it is given longer, as that may be why; so is a client that is slow to start, of which there
 * are few errors. To fail without an error, as a compare-and-set that finds another value, is an answer like any other.
 *
 * <p>Thread-safe; costs nothing after the first success.
 */
final class SuccessWatch {
    private static final int PATIENCE_SECONDS = 5;
    private static final int PATIENCE_WITH_FAULTS_SECONDS = 20;
    private static final int LEAST_ERRORS = 50;

    private final Runnable never;
    private volatile boolean decided;
    private int errors;
    private boolean struck;
    private boolean told;

    /** @param never is called once, if nothing has succeeded */
    SuccessWatch(Runnable never) {
        this.never = never;
    }

    void recorded(Op event) {
        if (!decided) {
            look(event);
        }
    }

    private synchronized void look(Op event) {
        if (decided || event.type() == OpType.INVOKE) {
            return;
        }
        if (event.process() == Op.NEMESIS) {
            struck |= event.f().startsWith("start-");
        } else if (event.type() == OpType.OK || event.error() == null) {
            decided = true;
        } else if (++errors >= LEAST_ERRORS && event.timeNanos() >= patience().toNanos()) {
            decided = true;
            told = true;
            never.run();
        }
    }

    private Duration patience() {
        return Duration.ofSeconds(struck ? PATIENCE_WITH_FAULTS_SECONDS : PATIENCE_SECONDS);
    }

    /** Whether nothing had succeeded, and the run was told. */
    synchronized boolean hasTold() {
        return told;
    }

    /** Nothing is told any more. */
    void close() {
        decided = true;
    }
}
