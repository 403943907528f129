package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.queue.QueueClient;
import java.util.List;

/** A queue that keeps what it hands out until its consumer is done with it. */
public final class RedisQueueReliableTarget extends PlainTarget {
    private static final String SOURCE =
            "Redis documentation, LMOVE, Pattern: Reliable queue: the consumer pushes the element into a processing"
                    + " list in the same step, and removes it once it is processed; with every write synced";

    public RedisQueueReliableTarget() {
        super(
                "redis-queue-reliable",
                "a list of one Redis, and one of what is at work; LPUSH, LMOVE and LREM",
                IndependentRedis.alone(),
                () -> ClientFactories.of(
                        QueueClient.class, context -> new RedisReliableQueue(RedisClients.toOne(context))),
                List.of(
                        Expectation.holds("queue", Faults.ALL, SOURCE),
                        Expectation.holds("queue-once", Faults.NONE, "no consumer ends before it is done"),
                        Expectation.mayBreak(
                                "queue-once",
                                Faults.ALL,
                                "duplicated",
                                "the same: whose removal is lost with its consumer is given to another")));
    }
}
