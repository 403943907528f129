package io.ordeal.generator;

import io.ordeal.client.Invocation;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The operations of the numbers 0, 1, 2, …, until the function knows no more. */
record Numbered(LongFunction<@Nullable Invocation> source, long number) implements Generator {
    @Override
    public Step next(GeneratorContext context) {
        int worker = context.longestFree();
        if (worker == GeneratorContext.NOBODY) {
            return new Step.Pending(this);
        }
        @Nullable Invocation invocation = source.apply(number);
        return invocation == null
                ? new Step.Exhausted()
                : new Step.Invoke(context.timeNanos(), worker, invocation, new Numbered(source, number + 1));
    }
}
