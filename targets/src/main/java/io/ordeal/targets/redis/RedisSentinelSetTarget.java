package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.counter.CounterClient;
import io.ordeal.workload.set.SetClient;
import java.time.Duration;
import java.util.List;

/** A set and a counter on whatever is the master. */
public final class RedisSentinelSetTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SOURCE =
            "Redis documentation, High availability with Redis Sentinel, Example 2: the writes of clients beside the"
                    + " old master are lost";
    private static final String ONE_MASTER = "one master executes one command after the other";

    public RedisSentinelSetTarget() {
        super(
                "redis-sentinel-set",
                "a Redis master with two replicas and three sentinels; SADD and SMEMBERS, INCRBY and GET on whatever"
                        + " is the master",
                new RedisSentinelCluster(),
                () -> ClientFactories.of(SetClient.class, context -> new RedisSet(RedisClients.toMaster(context)))
                        .and(CounterClient.class, context -> new RedisCounter(RedisClients.toMaster(context))),
                List.of(
                        Expectation.breaks("set", Faults.PARTITION_OF_PRIMARY, "lost", SOON, SOURCE),
                        Expectation.breaks("counter", Faults.PARTITION_OF_PRIMARY, "wrong-count", SOON, SOURCE),
                        Expectation.mayBreak("set", Faults.SYSTEM, "lost", SOURCE),
                        Expectation.mayBreak("counter", Faults.SYSTEM, "wrong-count", SOURCE),
                        Expectation.holds("set", Faults.CLIENT_PAUSE, ONE_MASTER),
                        Expectation.holds("counter", Faults.CLIENT_PAUSE, ONE_MASTER)));
    }
}
