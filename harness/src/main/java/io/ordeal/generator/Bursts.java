package io.ordeal.generator;

import java.util.SplittableRandom;

/**
 * Operations in bursts of 1 to as many as there are workers, all of a burst at the same time. The pause after a burst is
 * drawn from 0 to twice what its operations would have taken at the mean interval. Whoever falls behind, because all
 * workers are busy, does not catch up.
 *
 * @param meanNanos of the intervals, per operation
 * @param nextNanos when the next operation may be at the earliest
 * @param left operations of the burst that are yet to come
 * @param pauseNanos after the burst
 * @param count bursts so far
 */
record Bursts(long meanNanos, long nextNanos, int left, long pauseNanos, long count, Generator generator)
        implements Wrapper {
    /** For the worker in the draw's key: bursts are nobody's. */
    private static final int NO_WORKER = -3;

    static Bursts of(long meanNanos, Generator generator) {
        return new Bursts(meanNanos, 0, 0, 0, 0, generator);
    }

    @Override
    public Step next(GeneratorContext context) {
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            long time = Math.max(Math.max(invoke.timeNanos(), context.timeNanos()), nextNanos);
            return invoke.at(time, (left > 0 ? this : drawn(context)).after(time, invoke.next()));
        }
        return step.wrap(this::with);
    }

    private Bursts drawn(GeneratorContext context) {
        SplittableRandom random = KeyedRandom.of(context.seed(), context.path(), NO_WORKER, count);
        int size = random.nextInt(1, context.concurrency() + 1);
        long pause = meanNanos == 0 ? 0 : random.nextLong(2 * meanNanos * size);
        return new Bursts(meanNanos, nextNanos, size, pause, count + 1, generator);
    }

    /** The same at another mean, from the next burst on. */
    Bursts at(long otherMeanNanos) {
        return new Bursts(otherMeanNanos, nextNanos, left, pauseNanos, count, generator);
    }

    /** With an operation of the burst less; the pause begins at the last. */
    private Bursts after(long time, Generator rest) {
        return new Bursts(meanNanos, left == 1 ? time + pauseNanos : time, left - 1, pauseNanos, count, rest);
    }

    @Override
    public Generator around(Generator other) {
        return new Bursts(meanNanos, nextNanos, left, pauseNanos, count, other);
    }
}
