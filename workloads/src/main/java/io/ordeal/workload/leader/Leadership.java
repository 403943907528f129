package io.ordeal.workload.leader;

import java.util.OptionalLong;

/**
 * A process leads, for all it knows.
 *
 * @param term the number that came with the office, if the system gives any: of this leader alone, and above that of every
 *     leader before
 */
public record Leadership(OptionalLong term) {
    private static final Leadership PLAIN = new Leadership(OptionalLong.empty());

    /** Without a term. */
    public static Leadership plain() {
        return PLAIN;
    }

    public static Leadership inTerm(long term) {
        return new Leadership(OptionalLong.of(term));
    }
}
