package io.ordeal.generator;

/**
 * Operations for so long, from the first one's time on.
 *
 * @param endNanos when it is over, or {@link #NOT_BEGUN}
 */
record TimeLimit(long limitNanos, long endNanos, Generator generator) implements Wrapper {
    static final long NOT_BEGUN = Long.MAX_VALUE;

    @Override
    public Step next(GeneratorContext context) {
        if (context.timeNanos() >= endNanos) {
            return new Step.Exhausted();
        }
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            long time = Math.max(invoke.timeNanos(), context.timeNanos());
            long end = endNanos == NOT_BEGUN ? time + limitNanos : endNanos;
            return time < end ? invoke.then(new TimeLimit(limitNanos, end, invoke.next())) : new Step.Exhausted();
        } else if (step instanceof Step.Pending pending) {
            return new Step.Pending(Math.min(pending.untilNanos(), endNanos), with(pending.next()));
        }
        return step;
    }

    @Override
    public Generator around(Generator other) {
        return new TimeLimit(limitNanos, endNanos, other);
    }
}
