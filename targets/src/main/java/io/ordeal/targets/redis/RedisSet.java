package io.ordeal.targets.redis;

import io.ordeal.workload.set.SetClient;
import java.util.Collection;

/** A set of one Redis, or of what is now the master. */
final class RedisSet implements SetClient {
    private static final String SET = "set";

    private final RedisConnection redis;

    RedisSet(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public void add(long element) throws Exception {
        redis.call(jedis -> jedis.sadd(SET, Long.toString(element)));
    }

    @Override
    public Collection<Long> read() throws Exception {
        return redis.call(jedis -> jedis.smembers(SET)).stream()
                .map(Long::valueOf)
                .toList();
    }

    @Override
    public void close() {
        redis.close();
    }
}
