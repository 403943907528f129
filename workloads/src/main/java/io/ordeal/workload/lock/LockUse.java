package io.ordeal.workload.lock;

import java.time.Duration;
import java.util.Set;

/**
 * What a workload's users do with locks.
 *
 * @param longestHold holds are drawn evenly up to this
 * @param shares whether most ask for a share of a lock, and not for the lock alone
 */
record LockUse(Duration longestHold, boolean shares) {
    /** The operation that asks for a share. */
    static final String ACQUIRE_SHARED = "acquire-shared";

    /** The operations that ask for a lock. */
    static final Set<String> ACQUIRES = Set.of("acquire", ACQUIRE_SHARED);

    /** Holds are short, so that many grants pass while a fault lasts. */
    static final LockUse ALONE = new LockUse(Duration.ofMillis(40), false);

    /** Holds of permits are longer, so that mostly all are taken: else nobody meets one that should not be there. */
    static final LockUse PERMITS = new LockUse(Duration.ofMillis(400), false);

    static final LockUse SHARED = new LockUse(Duration.ofMillis(40), true);
}
