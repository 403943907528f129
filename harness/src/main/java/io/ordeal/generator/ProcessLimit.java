package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.BitSet;

/**
 * Operations as long as no more than so many processes could have done them. All processes that were there count,
 * whether they did something or not, so that the operations do not end in a trickle from a few workers.
 *
 * @param seen the processes that were there; not changed
 */
record ProcessLimit(int limit, BitSet seen, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        GeneratorContext few = restricted(context);
        Step step = generator.next(few.child(0));
        if (step instanceof Step.Invoke invoke) {
            BitSet all = (BitSet) seen.clone();
            BitSet workers = few.workers();
            for (int worker = workers.nextSetBit(0); worker >= 0; worker = workers.nextSetBit(worker + 1)) {
                all.set(few.process(worker));
            }
            return all.cardinality() > limit
                    ? new Step.Exhausted()
                    : invoke.then(new ProcessLimit(limit, all, invoke.next()));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        return with(generator.update(restricted(context), event));
    }

    /** Of more workers than the limit the first ones. */
    private GeneratorContext restricted(GeneratorContext context) {
        BitSet workers = context.workers();
        if (workers.cardinality() <= limit) {
            return context;
        }
        BitSet first = new BitSet();
        for (int worker = workers.nextSetBit(0); first.cardinality() < limit; worker = workers.nextSetBit(worker + 1)) {
            first.set(worker);
        }
        return context.restrictedTo(first, context.hasNemesis());
    }

    @Override
    public Generator around(Generator other) {
        return new ProcessLimit(limit, seen, other);
    }
}
