package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * A generator that may use some of the workers only, and hears of events of those only.
 *
 * @param clients which client workers
 * @param nemesis whether the nemesis is one of them
 */
record OnThreads(IntPredicate clients, boolean nemesis, Generator generator) implements Wrapper {
    /** All clients. Known by identity: the context's own set serves. */
    static final IntPredicate ALL = worker -> true;

    static final IntPredicate NONE = worker -> false;

    private static final BitSet NOBODY = new BitSet();

    @Override
    public Step next(GeneratorContext context) {
        return generator.next(restricted(context).child(0)).wrap(this::with);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        int worker = context.worker(event.process());
        boolean ours = worker == GeneratorContext.NEMESIS ? nemesis : clients.test(worker);
        return ours && context.has(worker) ? with(generator.update(restricted(context), event)) : this;
    }

    private GeneratorContext restricted(GeneratorContext context) {
        BitSet all = context.workers();
        if (clients == ALL) {
            return context.restrictedTo(all, nemesis);
        } else if (clients == NONE) {
            return context.restrictedTo(NOBODY, nemesis);
        }
        BitSet some = new BitSet(context.concurrency());
        for (int worker = all.nextSetBit(0); worker >= 0; worker = all.nextSetBit(worker + 1)) {
            some.set(worker, clients.test(worker));
        }
        return context.restrictedTo(some, nemesis);
    }

    @Override
    public Generator around(Generator other) {
        return new OnThreads(clients, nemesis, other);
    }
}
