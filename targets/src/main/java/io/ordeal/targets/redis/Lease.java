package io.ordeal.targets.redis;

import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/**
 * The lock of Redis' documentation, "Distributed Locks with Redis", section "Correct Implementation with a Single
 * Instance": a key that is set if absent, to a value of the holder's own, and expires by itself; deleted only by whoever
 * knows the value.
 */
final class Lease {
    /** How long a grant lasts if it is not released. */
    static final Duration TTL = Duration.ofSeconds(2);

    private static final String DELETE_IF_MINE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private Lease() {}

    /** Whether the key was absent, and now is the owner's. */
    static boolean take(Jedis jedis, String lock, String owner) {
        return jedis.set(lock, owner, SetParams.setParams().nx().px(TTL.toMillis())) != null;
    }

    /** Whether the key was the owner's, and now is gone. */
    static boolean giveBack(Jedis jedis, String lock, String owner) {
        return Long.valueOf(1).equals(jedis.eval(DELETE_IF_MINE, List.of(lock), List.of(owner)));
    }
}
