package io.ordeal.generator;

import io.ordeal.client.Invocation;
import io.ordeal.history.Op;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A generator's operations on one key: their values become {@code [key value]}, and it hears of that key's events only. */
record Keyed(Object key, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            Invocation plain = invoke.invocation();
            Invocation keyed =
                    new Invocation(plain.f(), Collections.unmodifiableList(Arrays.asList(key, plain.value())));
            return new Step.Invoke(invoke.timeNanos(), invoke.worker(), keyed, with(invoke.next()));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        if (event.value() instanceof List<?> pair && pair.size() == 2 && key.equals(pair.get(0))) {
            return with(generator.update(
                    context,
                    new Op(
                            event.index(),
                            event.timeNanos(),
                            event.process(),
                            event.type(),
                            event.f(),
                            pair.get(1),
                            event.error())));
        }
        return this;
    }

    @Override
    public Generator around(Generator other) {
        return new Keyed(key, other);
    }
}
