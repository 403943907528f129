package io.ordeal.generator;

import io.ordeal.history.Op;

/** What combinators of several generators have in common. */
final class Children {
    private Children() {}

    /** The children that know of an event; the same array if for none of them that makes a difference. */
    static Generator[] update(Generator[] children, GeneratorContext context, Op event) {
        Generator[] updated = children;
        for (int i = 0; i < children.length; i++) {
            updated = set(updated, children, i, children[i].update(context, event));
        }
        return updated;
    }

    /**
     * Children of which one is replaced.
     *
     * @param now what they are by now
     * @param original never changed; as long as {@code now} is these, it is copied first
     */
    static Generator[] set(Generator[] now, Generator[] original, int index, Generator child) {
        if (now[index] == child) {
            return now;
        }
        Generator[] copy = now == original ? original.clone() : now;
        copy[index] = child;
        return copy;
    }
}
