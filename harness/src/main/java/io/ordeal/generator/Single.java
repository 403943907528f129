package io.ordeal.generator;

import io.ordeal.client.Invocation;

/** One operation, once. */
record Single(Invocation invocation) implements Generator {
    @Override
    public Step next(GeneratorContext context) {
        int worker = context.longestFree();
        return worker == GeneratorContext.NOBODY
                ? new Step.Pending(this)
                : new Step.Invoke(context.timeNanos(), worker, invocation, Ended.INSTANCE);
    }
}
