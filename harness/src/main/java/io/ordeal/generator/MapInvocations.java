package io.ordeal.generator;

import io.ordeal.client.Invocation;
import java.util.function.UnaryOperator;

/** A generator's operations, each changed by a function. */
record MapInvocations(UnaryOperator<Invocation> function, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            return new Step.Invoke(
                    invoke.timeNanos(), invoke.worker(), function.apply(invoke.invocation()), with(invoke.next()));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator around(Generator other) {
        return new MapInvocations(function, other);
    }
}
