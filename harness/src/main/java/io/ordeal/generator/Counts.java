package io.ordeal.generator;

import java.util.Arrays;

/** How often something happened to each worker; immutable. */
final class Counts {
    static final Counts NONE = new Counts(new int[0]);

    private final int[] counts;

    private Counts(int[] counts) {
        this.counts = counts;
    }

    /** @param worker or the nemesis; nobody counts 0 */
    int of(int worker) {
        return worker != GeneratorContext.NOBODY && worker + 1 < counts.length ? counts[worker + 1] : 0;
    }

    Counts plusOne(int worker) {
        int[] copy = Arrays.copyOf(counts, Math.max(counts.length, worker + 2));
        copy[worker + 1]++;
        return new Counts(copy);
    }
}
