package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything from the first generator, then everything from the second, and so on. The next one does not wait for the
 * operations of the one before.
 */
record Sequence(LongFunction<@Nullable Generator> parts, long index, Generator current) implements Generator {
    static Generator of(LongFunction<@Nullable Generator> parts) {
        @Nullable Generator first = parts.apply(0);
        return first == null ? Ended.INSTANCE : new Sequence(parts, 0, first);
    }

    @Override
    public Step next(GeneratorContext context) {
        long i = index;
        @Nullable Generator part = current;
        while (part != null) {
            Step step = part.next(context.child(i));
            if (step instanceof Step.Invoke invoke) {
                return invoke.then(new Sequence(parts, i, invoke.next()));
            } else if (step instanceof Step.Pending pending) {
                return pending.then(
                        i == index && pending.next() == current ? this : new Sequence(parts, i, pending.next()));
            }
            part = parts.apply(++i);
        }
        return new Step.Exhausted();
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        Generator updated = current.update(context, event);
        return updated == current ? this : new Sequence(parts, index, updated);
    }
}
