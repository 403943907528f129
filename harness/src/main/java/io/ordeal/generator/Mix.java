package io.ordeal.generator;

import io.ordeal.history.Op;

/**
 * Each operation from a generator that is drawn for the worker that is going to do it. Where the drawn one has nothing
 * now, the ones after it are asked in turn; one that is exhausted is drawn no more.
 */
final class Mix implements Generator {
    private final Generator[] children;

    /** The children's places in the original mix: the paths of their draws. */
    private final int[] places;

    private final Counts counts;

    Mix(Generator[] children, int[] places, Counts counts) {
        this.children = children;
        this.places = places;
        this.counts = counts;
    }

    @Override
    public Step next(GeneratorContext context) {
        int worker = context.longestFree();
        if (worker == GeneratorContext.NOBODY) {
            return new Step.Pending(this);
        }
        Mix mix = this;
        while (mix.children.length > 0) {
            int size = mix.children.length;
            int drawn = size == 1
                    ? 0
                    : KeyedRandom.of(context.seed(), context.path(), worker, counts.of(worker))
                            .nextInt(size);
            long untilNanos = Long.MAX_VALUE;
            Generator[] now = mix.children;
            int exhausted = -1;
            for (int k = 0; k < size && exhausted < 0; k++) {
                int i = (drawn + k) % size;
                Step step = mix.children[i].next(context.child(mix.places[i]));
                if (step instanceof Step.Invoke invoke) {
                    now = Children.set(now, mix.children, i, invoke.next());
                    return invoke.then(new Mix(now, mix.places, counts.plusOne(invoke.worker())));
                } else if (step instanceof Step.Pending pending) {
                    untilNanos = Math.min(untilNanos, pending.untilNanos());
                    now = Children.set(now, mix.children, i, pending.next());
                } else {
                    exhausted = i;
                }
            }
            if (exhausted < 0) {
                return new Step.Pending(untilNanos, now == children ? this : new Mix(now, mix.places, counts));
            }
            mix = without(now, mix.places, exhausted);
        }
        return new Step.Exhausted();
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        Generator[] updated = Children.update(children, context, event);
        return updated == children ? this : new Mix(updated, places, counts);
    }

    private Mix without(Generator[] all, int[] allPlaces, int index) {
        Generator[] rest = new Generator[all.length - 1];
        int[] restPlaces = new int[rest.length];
        for (int i = 0; i < rest.length; i++) {
            int from = i < index ? i : i + 1;
            rest[i] = all[from];
            restPlaces[i] = allPlaces[from];
        }
        return new Mix(rest, restPlaces, counts);
    }
}
