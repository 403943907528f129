package io.ordeal.generator;

/** No operation while so many workers are busy. */
record ConcurrencyLimit(int limit, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        if (context.busyCount() >= limit) {
            return new Step.Pending(this);
        }
        return generator.next(context.child(0)).wrap(this::with);
    }

    @Override
    public Generator around(Generator other) {
        return new ConcurrencyLimit(limit, other);
    }
}
