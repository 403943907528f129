package io.ordeal.cluster;

import java.time.Duration;

/**
 * How a server is asked to end in good order.
 *
 * @param signal to its first process, which is to see to the others
 * @param within how long it may take; then all of it is killed
 */
public record GracefulStop(Signal signal, Duration within) {
    /** What most servers understand, and the time that container engines give them. */
    public static final GracefulStop USUAL = new GracefulStop(Signal.TERM, Duration.ofSeconds(10));

    public GracefulStop {
        if (!signal.canBeAnswered()) {
            throw new IllegalArgumentException(signal.wire() + " ends a process or holds it, and asks it nothing");
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a server needs some time to end, not " + within);
        }
    }
}
