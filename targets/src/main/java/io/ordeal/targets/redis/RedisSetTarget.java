package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.counter.CounterClient;
import io.ordeal.workload.set.SetClient;
import java.util.List;

/** A set and a counter on one Redis that syncs before it answers. */
public final class RedisSetTarget extends PlainTarget {
    private static final String SOURCE =
            "one server executes one command after the other, and with appendfsync always what is answered was synced"
                    + " before (Redis documentation, Redis persistence)";

    public RedisSetTarget() {
        super(
                "redis-set",
                "one Redis; SADD and SMEMBERS, INCRBY and GET",
                IndependentRedis.alone(),
                () -> ClientFactories.of(SetClient.class, context -> new RedisSet(RedisClients.toOne(context)))
                        .and(CounterClient.class, context -> new RedisCounter(RedisClients.toOne(context))),
                List.of(
                        Expectation.holds("set", Faults.ALL, SOURCE),
                        Expectation.holds("counter", Faults.ALL, SOURCE)));
    }
}
