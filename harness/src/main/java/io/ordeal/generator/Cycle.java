package io.ordeal.generator;

import io.ordeal.history.Op;

/**
 * A finite generator again and again, from its beginning each time.
 *
 * @param remaining rounds, the present one among them; −1 = without end
 */
record Cycle(long remaining, long round, Generator original, Generator current) implements Generator {
    @Override
    public Step next(GeneratorContext context) {
        if (remaining == 0) {
            return new Step.Exhausted();
        }
        Step step = current.next(context.child(round));
        if (step instanceof Step.Invoke invoke) {
            return invoke.then(with(invoke.next()));
        } else if (step instanceof Step.Pending pending) {
            return pending.then(with(pending.next()));
        } else if (remaining == 1) {
            return step;
        }
        // A round that begins with nothing to do would begin for ever.
        Cycle again = new Cycle(Math.max(-1, remaining - 1), round + 1, original, original);
        Step first = original.next(context.child(again.round));
        if (first instanceof Step.Invoke invoke) {
            return invoke.then(again.with(invoke.next()));
        } else if (first instanceof Step.Pending pending) {
            return pending.then(again.with(pending.next()));
        }
        return first;
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        return with(current.update(context, event));
    }

    private Cycle with(Generator other) {
        return other == current ? this : new Cycle(remaining, round, original, other);
    }
}
