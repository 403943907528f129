package io.ordeal.generator;

/** So many operations and no more. */
record Limit(long remaining, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        if (remaining == 0) {
            return new Step.Exhausted();
        }
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            return invoke.then(new Limit(remaining - 1, invoke.next()));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator around(Generator other) {
        return new Limit(remaining, other);
    }
}
