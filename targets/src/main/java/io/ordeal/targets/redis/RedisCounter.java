package io.ordeal.targets.redis;

import io.ordeal.workload.counter.CounterClient;
import org.jspecify.annotations.Nullable;

/** A counter of one Redis, or of what is now the master. */
final class RedisCounter implements CounterClient {
    private static final String COUNTER = "counter";

    private final RedisConnection redis;

    RedisCounter(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public void add(long delta) throws Exception {
        redis.call(jedis -> jedis.incrBy(COUNTER, delta));
    }

    @Override
    public long read() throws Exception {
        // Wrapped: what a command returns is never null
        @Nullable String[] sum = redis.call(jedis -> new String[] {jedis.get(COUNTER)});
        return sum[0] == null ? 0 : Long.parseLong(sum[0]);
    }

    @Override
    public void close() {
        redis.close();
    }
}
