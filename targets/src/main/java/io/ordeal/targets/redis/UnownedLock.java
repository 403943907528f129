package io.ordeal.targets.redis;

import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** A textbook's lock: a key with an expiry, and nothing in it that says whose it is, so that anyone can delete it. */
abstract class UnownedLock implements LockClient {
    private final RedisConnection redis;
    private final Waiting waiting;

    UnownedLock(RedisConnection redis, Waiting waiting) {
        this.redis = redis;
        this.waiting = waiting;
    }

    /**
     * Asks once.
     *
     * @param expiry what the key is to be set with
     */
    abstract boolean take(RedisConnection connection, String lock, SetParams expiry) throws Exception;

    @Override
    public final Optional<Grant> acquire(String lock) throws Exception {
        SetParams expiry = SetParams.setParams().ex(Lease.TTL.toSeconds());
        return waiting.until(() -> take(redis, lock, expiry)) ? Optional.of(Grant.plain()) : Optional.empty();
    }

    @Override
    public final void release(String lock) throws Exception {
        redis.call(jedis -> jedis.del(lock));
    }

    @Override
    public final void close() {
        redis.close();
    }
}
