package io.ordeal.target.redis;

import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/**
 * A textbook's lock: set the key with an expiry until the answer is true, which it always is, as nothing says that the
 * key must be absent; delete the key to release it, whoever set it.
 */
final class SetexLock implements LockClient {
    private final RedisConnection redis;
    private final Waiting waiting;

    SetexLock(RedisConnection redis, Waiting waiting) {
        this.redis = redis;
        this.waiting = waiting;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        SetParams expiry = SetParams.setParams().ex(Lease.TTL.toSeconds());
        boolean granted = waiting.until(() -> "OK".equals(redis.call(jedis -> jedis.set(lock, "1", expiry))));
        return granted ? Optional.of(Grant.plain()) : Optional.empty();
    }

    @Override
    public void release(String lock) throws Exception {
        redis.call(jedis -> jedis.del(lock));
    }

    @Override
    public void close() {
        redis.close();
    }
}
