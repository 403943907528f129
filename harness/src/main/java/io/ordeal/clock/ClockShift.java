package io.ordeal.clock;

import java.time.Duration;

/**
 * By how much a clock is wrong, as a function of the true time: {@code offset + rate × (time − anchor)}.
 *
 * @param anchorNanos since 1970, true time: from when the rate counts
 * @param offsetNanos positive if the clock is ahead
 * @param rate32 in units of 2⁻³²: 2³² is a clock that runs at twice its rate, −2³¹ one at half; more than −2³², as time
 *     would stand still
 */
public record ClockShift(long anchorNanos, long offsetNanos, long rate32) {
    /** Far beyond what a test needs, and far from where the sums of the code would overflow. */
    static final Duration MOST = Duration.ofDays(3650);

    /** Beyond it an hour would take the clock to where it can't be. */
    private static final long MOST_RATE32 = 1000L << 32;

    private static final double ONE = 0x1p32;

    /** A clock that is right; after the bounds, which it keeps to. */
    public static final ClockShift NONE = new ClockShift(0, 0, 0);

    public ClockShift {
        if (Math.abs(offsetNanos) > MOST.toNanos() || rate32 <= -(1L << 32) || rate32 > MOST_RATE32) {
            throw new IllegalArgumentException("a clock can be ahead or behind by " + MOST.toDays()
                    + " days at most, and run between 0 and 1,000 times too fast, not by " + offsetNanos + " ns and "
                    + rate32 / ONE);
        }
    }

    /** A clock that is ahead, or behind by a negative duration, and runs as it should. */
    public static ClockShift jump(Duration ahead) {
        return new ClockShift(0, ahead.toNanos(), 0);
    }

    /**
     * A clock that is right at a moment and from then on runs too fast, or too slow by a negative rate.
     *
     * @param rate 0.01 is 1% too fast; more than −1
     * @param fromNanos since 1970
     */
    public static ClockShift drift(double rate, long fromNanos) {
        return new ClockShift(fromNanos, 0, Math.round(rate * ONE));
    }

    /** By how much the clock is wrong at a true time; as the code in the process has it, to the nanosecond. */
    public long errorNanos(long trueNanos) {
        long since = trueNanos - anchorNanos;
        long high = Math.multiplyHigh(since, rate32);
        return offsetNanos + ((high << 32) | ((since * rate32) >>> 32));
    }

    /** Both errors at once: wrong by their sum at every moment, to a nanosecond. */
    public ClockShift plus(ClockShift other) {
        long anchor = rate32 == 0 ? other.anchorNanos : anchorNanos;
        return new ClockShift(anchor, errorNanos(anchor) + other.errorNanos(anchor), rate32 + other.rate32);
    }

    /** Whether the clock is right for good. */
    public boolean isNone() {
        return offsetNanos == 0 && rate32 == 0;
    }
}
