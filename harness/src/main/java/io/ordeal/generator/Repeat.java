package io.ordeal.generator;

/**
 * The first operation of a generator over and over; the generator's state stays as it is.
 *
 * @param remaining −1 = without end
 * @param counts how many operations each worker was given: keys the draws of each repetition
 */
record Repeat(long remaining, Counts counts, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        if (remaining == 0) {
            return new Step.Exhausted();
        }
        Step step = generator.next(context.child(counts.of(context.longestFree())));
        if (step instanceof Step.Invoke invoke) {
            return invoke.then(new Repeat(Math.max(-1, remaining - 1), counts.plusOne(invoke.worker()), generator));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator around(Generator other) {
        return new Repeat(remaining, counts, other);
    }
}
