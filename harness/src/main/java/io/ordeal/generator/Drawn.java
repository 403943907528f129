package io.ordeal.generator;

import io.ordeal.client.Invocation;
import org.jspecify.annotations.Nullable;

/** Operations without end, each made up by a function. */
record Drawn(Draw.Source source, Counts counts) implements Generator {
    @Override
    public Step next(GeneratorContext context) {
        int worker = context.longestFree();
        if (worker == GeneratorContext.NOBODY) {
            return new Step.Pending(this);
        }
        int count = counts.of(worker);
        @Nullable
        Invocation invocation = source.invocation(new Draw(
                worker, context.process(worker), count, KeyedRandom.of(context.seed(), context.path(), worker, count)));
        return invocation == null
                ? new Step.Exhausted()
                : new Step.Invoke(context.timeNanos(), worker, invocation, new Drawn(source, counts.plusOne(worker)));
    }
}
