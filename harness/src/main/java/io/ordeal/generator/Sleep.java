package io.ordeal.generator;

/**
 * No operation for so long, from when a worker is first free for it; then nothing more.
 *
 * @param endNanos when it is over, or {@link #NOT_BEGUN}
 */
record Sleep(long lengthNanos, long endNanos) implements Generator {
    static final long NOT_BEGUN = -1;

    @Override
    public Step next(GeneratorContext context) {
        if (endNanos == NOT_BEGUN) {
            if (context.longestFree() == GeneratorContext.NOBODY) {
                return new Step.Pending(this);
            }
            long end = context.timeNanos() + lengthNanos;
            return lengthNanos == 0 ? new Step.Exhausted() : new Step.Pending(end, new Sleep(lengthNanos, end));
        }
        return context.timeNanos() < endNanos ? new Step.Pending(endNanos, this) : new Step.Exhausted();
    }
}
