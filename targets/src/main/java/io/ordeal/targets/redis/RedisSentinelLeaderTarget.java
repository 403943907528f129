package io.ordeal.targets.redis;

import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** A textbook's election on a master that can fail over. */
public final class RedisSentinelLeaderTarget extends PlainTarget {
    private static final String FAILOVER =
            "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough";

    public RedisSentinelLeaderTarget() {
        super(
                "redis-sentinel-leader",
                "a Redis master with two replicas and three sentinels; the election of redis-leader on whatever is the"
                        + " master",
                new RedisSentinelCluster(),
                () -> RedisClients.elections(RedisClients::toMaster),
                all(
                        Elections.twoLeaders(Faults.PARTITION_OF_PRIMARY, Duration.ofSeconds(30), FAILOVER),
                        Elections.twoLeadersWhileOneIsFrozen(Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        Elections.mayHaveTwoLeaders(Faults.SYSTEM, FAILOVER),
                        Elections.oneLeader(Faults.NONE, FAILOVER)));
    }
}
