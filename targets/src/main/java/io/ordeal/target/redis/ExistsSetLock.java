package io.ordeal.target.redis;

import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** A textbook's lock: look whether the key exists, and if it does not, set it; what happens in between is the flaw. */
final class ExistsSetLock implements LockClient {
    private final RedisConnection redis;
    private final Waiting waiting;

    ExistsSetLock(RedisConnection redis, Waiting waiting) {
        this.redis = redis;
        this.waiting = waiting;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        SetParams expiry = SetParams.setParams().ex(Lease.TTL.toSeconds());
        boolean granted = waiting.until(() -> {
            if (redis.call(jedis -> jedis.exists(lock))) {
                return false;
            }
            redis.call(jedis -> jedis.set(lock, "1", expiry));
            return true;
        });
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
