package io.ordeal.targets.redis;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** The lock of Redis' documentation on a master that can fail over. */
public final class RedisSentinelTokenTarget extends PlainTarget {
    public RedisSentinelTokenTarget() {
        super(
                "redis-sentinel-token",
                "a Redis master with two replicas and three sentinels; the lock of redis-token on whatever is the master",
                new RedisSentinelCluster(),
                () -> RedisClients.locks(context -> RedisClients.tokenLock(RedisClients.toMaster(context), context)),
                all(
                        LockExpectations.breaks(
                                Faults.PARTITION_OF_PRIMARY,
                                Duration.ofSeconds(30),
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        LockExpectations.mayBreak(
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        LockExpectations.holds(
                                Faults.NONE,
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough")));
    }
}
