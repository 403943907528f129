package io.ordeal.targets.redis;

import redis.clients.jedis.params.SetParams;

/** A textbook's lock: look whether the key exists, and if it does not, set it; what happens in between is the flaw. */
final class ExistsSetLock extends UnownedLock {
    ExistsSetLock(RedisConnection redis, Waiting waiting) {
        super(redis, waiting);
    }

    @Override
    boolean take(RedisConnection redis, String lock, SetParams expiry) throws Exception {
        if (redis.call(jedis -> jedis.exists(lock))) {
            return false;
        }
        redis.call(jedis -> jedis.set(lock, "1", expiry));
        return true;
    }
}
