package io.ordeal.generator;

import io.ordeal.history.Op;

/** Whichever of several generators has the soonest operation. */
final class Any implements Generator {
    private final Generator[] children;
    private final long count;

    Any(Generator[] children, long count) {
        this.children = children;
        this.count = count;
    }

    @Override
    public Step next(GeneratorContext context) {
        Soonest soonest = new Soonest(context, count, children);
        for (int i = 0; i < children.length; i++) {
            soonest.offer(i, 1, children[i].next(context.child(i)));
        }
        return soonest.step(Any::new);
    }

    @Override
    public Generator update(GeneratorContext context, Op event) {
        Generator[] updated = Children.update(children, context, event);
        return updated == children ? this : new Any(updated, count);
    }
}
