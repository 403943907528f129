package io.ordeal.generator;

import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.BitSet;

/**
 * Operations until one of them is ok; never, where only the nemesis does them: its are info.
 *
 * @param open the workers that do one of these operations now, the nemesis as 0 and the others one higher; not changed
 */
record UntilOk(boolean done, BitSet open, Generator generator) implements Wrapper {
    @Override
    public Step next(GeneratorContext context) {
        if (done) {
            return new Step.Exhausted();
        }
        Step step = generator.next(context.child(0));
        if (step instanceof Step.Invoke invoke) {
            BitSet more = (BitSet) open.clone();
            more.set(invoke.worker() + 1);
            return invoke.then(new UntilOk(false, more, invoke.next()));
        }
        return step.wrap(this::with);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        Generator updated = generator.update(context, event);
        int bit = context.worker(event.process()) + 1;
        if (!event.type().isCompletion() || !open.get(bit)) {
            return with(updated);
        }
        BitSet fewer = (BitSet) open.clone();
        fewer.clear(bit);
        return new UntilOk(done || event.type() == OpType.OK, fewer, updated);
    }

    @Override
    public Generator around(Generator other) {
        return new UntilOk(done, open, other);
    }
}
