package io.ordeal.generator;

/**
 * Operations at intervals, over all workers together: of a fixed length, or drawn from 0 to twice the mean. Whoever falls
 * behind, because all workers are busy, does not catch up.
 *
 * @param meanNanos of the intervals
 * @param drawn whether the intervals' lengths are drawn
 * @param nextNanos when the next operation may be at the earliest
 * @param count operations so far
 */
record Paced(long meanNanos, boolean drawn, long nextNanos, long count, Generator generator) implements Wrapper {
    /** For the worker in the draw's key: the intervals are nobody's. */
    private static final int NO_WORKER = -3;

    @Override
    public Step next(GeneratorContext context) {
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            long time = Math.max(Math.max(invoke.timeNanos(), context.timeNanos()), nextNanos);
            long interval = drawn && meanNanos > 0
                    ? KeyedRandom.of(context.seed(), context.path(), NO_WORKER, count)
                            .nextLong(2 * meanNanos)
                    : meanNanos;
            return invoke.at(time, new Paced(meanNanos, drawn, time + interval, count + 1, invoke.next()));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator around(Generator other) {
        return new Paced(meanNanos, drawn, nextNanos, count, other);
    }
}
