package io.ordeal.fault.schedule;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a run before it begins about the moments at which a fault tells most.
 *
 * @param operations the {@code :f}s in whose midst it does; empty = any operation
 * @param primaries whether there are primaries that change
 */
public record Moments(Set<String> operations, boolean primaries) {
    /** Nothing is known. */
    public static final Moments ANY = new Moments(Set.of(), false);

    public Moments {
        // in one order, whoever made the set: what is drawn must hang on the seed alone
        operations = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(operations));
    }
}
