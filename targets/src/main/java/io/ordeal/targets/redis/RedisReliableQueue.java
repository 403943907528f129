package io.ordeal.targets.redis;

import io.ordeal.workload.queue.QueueClient;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.args.ListDirection;

/**
 * The reliable queue of Redis' documentation: LMOVE takes an element out and keeps it in a list of those at work, in one
 * step, until its consumer removes it there. What is left there in the end belongs to consumers that are gone, and is moved
 * back.
 */
final class RedisReliableQueue implements QueueClient {
    private static final String AT_WORK = "queue:at-work";

    private final RedisConnection redis;

    RedisReliableQueue(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public void enqueue(long element) throws Exception {
        redis.call(jedis -> jedis.lpush(RedisQueue.QUEUE, Long.toString(element)));
    }

    @Override
    public OptionalLong dequeue() throws Exception {
        @Nullable String element = moved(RedisQueue.QUEUE, AT_WORK);
        return element == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(element));
    }

    @Override
    public void acknowledge(long element) throws Exception {
        redis.call(jedis -> jedis.lrem(AT_WORK, 1, Long.toString(element)));
    }

    /** Nobody is at work any more when this is asked: whatever is in that list is to be given to another. */
    @Override
    public boolean isDrained() throws Exception {
        boolean movedBack = false;
        while (moved(AT_WORK, RedisQueue.QUEUE) != null) {
            movedBack = true;
        }
        return !movedBack && redis.call(jedis -> jedis.llen(RedisQueue.QUEUE)) == 0;
    }

    private @Nullable String moved(String from, String to) throws Exception {
        // Wrapped: what a command returns is never null
        @Nullable
        String[] element =
                redis.call(jedis -> new String[] {jedis.lmove(from, to, ListDirection.RIGHT, ListDirection.LEFT)});
        return element[0];
    }

    @Override
    public void close() {
        redis.close();
    }
}
