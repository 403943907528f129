package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.BitSet;

/** The workers in groups, each group with a generator of its own, which knows of nothing but its workers. */
final class Split implements Generator {
    private final Plan plan;
    private final BitSet[] groups;
    private final Generator[] children;
    private final long count;

    private Split(Plan plan, BitSet[] groups, Generator[] children, long count) {
        this.plan = plan;
        this.groups = groups;
        this.children = children;
        this.count = count;
    }

    /** @param plan asked when the workers are known */
    static Generator of(Plan plan) {
        return new Split(plan, new BitSet[0], new Generator[0], 0);
    }

    @Override
    public Step next(GeneratorContext context) {
        if (groups.length == 0) {
            return grouped(context).next(context);
        }
        Soonest soonest = new Soonest(context, count, children);
        for (int i = 0; i < children.length; i++) {
            int weight = Math.max(1, groups[i].cardinality());
            soonest.offer(i, weight, children[i].next(restricted(context, i).child(i)));
        }
        return soonest.step((others, taken) -> new Split(plan, groups, others, taken));
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        if (groups.length == 0) {
            return grouped(context).update(context, event);
        }
        int worker = context.worker(event.process());
        int i = worker == GeneratorContext.NEMESIS ? groups.length - 1 : 0;
        while (worker != GeneratorContext.NEMESIS && i < groups.length && !groups[i].get(worker)) {
            i++;
        }
        if (i == groups.length) {
            return this;
        }
        Generator updated = children[i].update(restricted(context, i), event);
        return updated == children[i]
                ? this
                : new Split(plan, groups, Children.set(children, children, i, updated), count);
    }

    /** The nemesis, if there is one here, is of the last group. */
    private GeneratorContext restricted(GeneratorContext context, int group) {
        return context.restrictedTo(groups[group], group == groups.length - 1);
    }

    private Split grouped(GeneratorContext context) {
        BitSet workers = context.workers();
        int[] sizes = plan.sizes(workers.cardinality());
        BitSet[] made = new BitSet[sizes.length];
        Generator[] generators = new Generator[sizes.length];
        int worker = workers.nextSetBit(0);
        for (int i = 0; i < sizes.length; i++) {
            made[i] = new BitSet();
            generators[i] = plan.generator(i, sizes.length);
            for (int taken = 0; taken < sizes[i]; taken++) {
                made[i].set(worker);
                worker = workers.nextSetBit(worker + 1);
            }
        }
        return new Split(plan, made, generators, 0);
    }

    /** How workers are put into groups. */
    interface Plan {
        /** The size of each group, workers with low numbers first; together all workers. */
        int[] sizes(int workers);

        /** What a group does. */
        Generator generator(int group, int groups);
    }
}
