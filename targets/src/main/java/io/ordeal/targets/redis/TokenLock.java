package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;

/**
 * The {@link Lease} on one Redis, or on what is now the master: the value is another one for each grant, so that only
 * whoever got the grant can release it.
 */
final class TokenLock implements LockClient {
    private final RedisConnection redis;
    private final Waiting waiting;
    private final OwnerNames names;
    private String owner = "";

    TokenLock(RedisConnection redis, Waiting waiting, OwnerNames names) {
        this.redis = redis;
        this.waiting = waiting;
        this.names = names;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        owner = names.next();
        boolean granted = waiting.until(() -> redis.call(jedis -> Lease.take(jedis, lock, owner)));
        return granted ? Optional.of(Grant.plain()) : Optional.empty();
    }

    @Override
    public void release(String lock) throws Exception {
        if (!redis.call(jedis -> Lease.giveBack(jedis, lock, owner))) {
            throw new DefiniteFailure("not the holder");
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
