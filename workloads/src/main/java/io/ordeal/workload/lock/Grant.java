package io.ordeal.workload.lock;

import java.util.OptionalLong;

/**
 * A lock was granted.
 *
 * @param token the fencing token that came with it, if the system gives any: a number above that of every grant before
 */
public record Grant(OptionalLong token) {
    private static final Grant PLAIN = new Grant(OptionalLong.empty());

    /** A grant without a token. */
    public static Grant plain() {
        return PLAIN;
    }

    public static Grant withToken(long token) {
        return new Grant(OptionalLong.of(token));
    }
}
