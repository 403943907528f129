package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.Arrays;
import java.util.BitSet;

/** A copy of a generator for every worker, the nemesis too, which knows of nothing but that worker. */
final class EachThread implements Generator {
    private final Generator fresh;

    /** By worker; the nemesis' comes last. Empty before it is known how many there are. */
    private final Generator[] copies;

    private final long count;

    EachThread(Generator fresh, Generator[] copies, long count) {
        this.fresh = fresh;
        this.copies = copies;
        this.count = count;
    }

    @Override
    public Step next(GeneratorContext context) {
        Generator[] known = copiesFor(context);
        Soonest soonest = new Soonest(context, count, known);
        int concurrency = context.concurrency();
        for (int i = 0; i <= concurrency; i++) {
            int worker = i == concurrency ? GeneratorContext.NEMESIS : i;
            if (context.isFree(worker)) {
                soonest.offer(i, 1, known[i].next(only(worker, context).child(0)));
            } else if (context.has(worker)) {
                soonest.skip();
            }
        }
        return soonest.step((children, taken) -> new EachThread(fresh, children, taken));
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        int worker = context.worker(event.process());
        Generator[] known = copiesFor(context);
        int i = worker == GeneratorContext.NEMESIS ? context.concurrency() : worker;
        Generator[] updated = Children.set(known, copies, i, known[i].update(only(worker, context), event));
        return updated == copies ? this : new EachThread(fresh, updated, count);
    }

    private Generator[] copiesFor(GeneratorContext context) {
        if (copies.length > 0) {
            return copies;
        }
        Generator[] all = new Generator[context.concurrency() + 1];
        Arrays.fill(all, fresh);
        return all;
    }

    private static GeneratorContext only(int worker, GeneratorContext context) {
        BitSet one = new BitSet();
        if (worker != GeneratorContext.NEMESIS) {
            one.set(worker);
        }
        return context.restrictedTo(one, worker == GeneratorContext.NEMESIS);
    }
}
