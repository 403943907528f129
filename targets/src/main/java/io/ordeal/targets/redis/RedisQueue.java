package io.ordeal.targets.redis;

import io.ordeal.workload.queue.QueueClient;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A queue as a list of one Redis: LPUSH puts in, RPOP takes out, and what it took Redis has forgotten. */
final class RedisQueue implements QueueClient {
    static final String QUEUE = "queue";

    private final RedisConnection redis;

    RedisQueue(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public void enqueue(long element) throws Exception {
        redis.call(jedis -> jedis.lpush(QUEUE, Long.toString(element)));
    }

    @Override
    public OptionalLong dequeue() throws Exception {
        // Wrapped: what a command returns is never null
        @Nullable String[] element = redis.call(jedis -> new String[] {jedis.rpop(QUEUE)});
        return element[0] == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(element[0]));
    }

    @Override
    public boolean isDrained() throws Exception {
        return redis.call(jedis -> jedis.llen(QUEUE)) == 0;
    }

    @Override
    public void close() {
        redis.close();
    }
}
