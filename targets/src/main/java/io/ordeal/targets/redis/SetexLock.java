package io.ordeal.targets.redis;

import redis.clients.jedis.params.SetParams;

/**
 * A textbook's lock: set the key with an expiry until the answer is true, which it always is, as nothing says that the
 * key must be absent; delete the key to release it, whoever set it.
 */
final class SetexLock extends UnownedLock {
    SetexLock(RedisConnection redis, Waiting waiting) {
        super(redis, waiting);
    }

    @Override
    boolean take(RedisConnection redis, String lock, SetParams expiry) throws Exception {
        return "OK".equals(redis.call(jedis -> jedis.set(lock, "1", expiry)));
    }
}
