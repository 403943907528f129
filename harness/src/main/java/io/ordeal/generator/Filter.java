package io.ordeal.generator;

import io.ordeal.client.Invocation;
import java.util.function.Predicate;

/** Those of a generator's operations that pass; the others are as if they had never been. */
record Filter(Predicate<Invocation> passes, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        Step step = generator.next(context.child(0));
        while (step instanceof Step.Invoke invoke) {
            if (passes.test(invoke.invocation())) {
                return invoke.then(new Filter(passes, invoke.next()));
            }
            step = invoke.next().next(context.child(0));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator around(Generator other) {
        return new Filter(passes, other);
    }
}
