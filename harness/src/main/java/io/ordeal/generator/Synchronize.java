package io.ordeal.generator;

/** Waits until all workers are free; then it is what it waits with. */
record Synchronize(Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        return context.busyCount() == 0 ? generator.next(context) : new Step.Pending(this);
    }

    @Override
    public Generator around(Generator other) {
        return new Synchronize(other);
    }
}
