package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.queue.QueueClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A queue that forgets what it hands out. */
public final class RedisQueueTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SOURCE =
            "Redis documentation, LMOVE, Pattern: Reliable queue: with RPOP, messages can be lost in the case of"
                    + " network problems or if the consumer crashes just after the message is received";

    public RedisQueueTarget() {
        super(
                "redis-queue",
                "a list of one Redis; LPUSH and RPOP",
                IndependentRedis.alone(),
                () -> ClientFactories.of(QueueClient.class, context -> new RedisQueue(RedisClients.toOne(context))),
                List.of(
                        Expectation.holds("queue", Faults.NONE, "one server executes one command after the other"),
                        Expectation.holds("queue-once", Faults.NONE, "one server executes one command after the other"),
                        Expectation.breaks("queue", Set.of("pause"), "lost", SOON, SOURCE),
                        Expectation.breaks("queue-once", Set.of("pause"), "lost", SOON, SOURCE),
                        Expectation.mayBreak("queue", Faults.ALL, "lost", SOURCE),
                        Expectation.mayBreak("queue-once", Faults.ALL, "lost", SOURCE)));
    }
}
