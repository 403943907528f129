package io.ordeal.generator;

import java.util.SplittableRandom;

/**
 * Bursts whose mean changes from span to span: full, calm, full, … What goes wrong only when many are at work at once shows
 * in the full ones; what needs quiet, such as an operation that no other overlaps, in the calm.
 *
 * @param calmNanos the mean of calm spans' intervals, per operation
 * @param full whether this span is a full one
 * @param untilNanos when it ends; 0 = none has begun
 * @param count spans so far
 */
record Waves(long calmNanos, boolean full, long untilNanos, long count, Bursts bursts) implements Generator {
    static final int HASTE = 25;
    static final int CALM_MILLIS = 1000;
    static final int FULL_MILLIS = 1000;

    /** For the worker in the draw's key: spans are nobody's, and other than the bursts within. */
    private static final int NO_WORKER = -4;

    static Waves of(long meanNanos, Generator generator) {
        return new Waves(meanNanos, false, 0, 0, Bursts.of(meanNanos, generator));
    }

    @Override
    public Step next(GeneratorContext context) {
        return context.timeNanos() < untilNanos
                ? step(context)
                : turned(context).step(context);
    }

    private Step step(GeneratorContext context) {
        Step step = bursts.next(context);
        if (step instanceof Step.Invoke invoke) {
            return invoke.then(with((Bursts) invoke.next()));
        } else if (step instanceof Step.Pending pending) {
            return pending.then(with((Bursts) pending.next()));
        }
        return step;
    }

    /** The next span begins. */
    private Waves turned(GeneratorContext context) {
        SplittableRandom random = KeyedRandom.of(context.seed(), context.path(), NO_WORKER, count);
        long meanMillis = full ? CALM_MILLIS : FULL_MILLIS;
        long length = (long) (meanMillis * 1_000_000L * (0.5 + random.nextDouble()));
        return new Waves(
                calmNanos,
                !full,
                context.timeNanos() + length,
                count + 1,
                bursts.at(full ? calmNanos : calmNanos / HASTE));
    }

    /** Most steps leave the bursts as they are: then nothing is made anew. */
    @SuppressWarnings("ReferenceEquality")
    private Waves with(Bursts others) {
        return others == bursts ? this : new Waves(calmNanos, full, untilNanos, count, others);
    }

    @Override
    public Generator update(GeneratorContext context, io.ordeal.history.Op event) {
        return with((Bursts) bursts.update(context, event));
    }
}
