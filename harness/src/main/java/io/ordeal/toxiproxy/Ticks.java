package io.ordeal.toxiproxy;

/** The clock of the data path: nanoseconds since this class was loaded. Never negative, so sums can be compared. */
final class Ticks {
    /** Later than any moment. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long ORIGIN = System.nanoTime();

    private Ticks() {}

    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    /** {@code moment + millis}, or {@link #NEVER} where that is beyond the clock. */
    static long plusMillis(long moment, long millis) {
        return millis > (Long.MAX_VALUE - moment) / 1_000_000 ? NEVER : moment + millis * 1_000_000;
    }

    /** {@code moment + micros}, or {@link #NEVER} where that is beyond the clock. */
    static long plusMicros(long moment, long micros) {
        return micros > (Long.MAX_VALUE - moment) / 1_000 ? NEVER : moment + micros * 1_000;
    }
}
