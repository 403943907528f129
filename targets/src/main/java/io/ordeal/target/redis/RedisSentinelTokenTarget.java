package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** The lock of Redis' documentation on a master that can fail over. */
public final class RedisSentinelTokenTarget extends PlainTarget {
    public RedisSentinelTokenTarget() {
        super(
                "redis-sentinel-token",
                "a Redis master with two replicas and three sentinels; the lock of redis-token on whatever is the master",
                new RedisSentinelCluster(),
                () -> RedisClients.locks(context -> RedisClients.tokenLock(RedisClients.toMaster(context), context)),
                List.of(
                        Expectation.breaks(
                                "lock",
                                Faults.PARTITION_OF_PRIMARY,
                                "overlapping-holds",
                                Duration.ofSeconds(30),
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        Expectation.breaks(
                                "guarded-set",
                                Faults.PARTITION_OF_PRIMARY,
                                "lost-update",
                                Duration.ofSeconds(30),
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        Expectation.breaks(
                                "lock",
                                Faults.CLIENT_PAUSE,
                                "overlapping-holds",
                                Duration.ofSeconds(60),
                                "Kleppmann, How to do distributed locking, 2016: a lease runs out while its holder is frozen"),
                        Expectation.breaks(
                                "guarded-set",
                                Faults.CLIENT_PAUSE,
                                "lost-update",
                                Duration.ofSeconds(60),
                                "Kleppmann, How to do distributed locking, 2016: a lease runs out while its holder is frozen"),
                        Expectation.mayBreak(
                                "lock",
                                Faults.SYSTEM,
                                "overlapping-holds",
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        Expectation.mayBreak(
                                "guarded-set",
                                Faults.SYSTEM,
                                "lost-update",
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        Expectation.holds(
                                "lock",
                                Faults.NONE,
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough"),
                        Expectation.holds(
                                "guarded-set",
                                Faults.NONE,
                                "Redis documentation, Distributed Locks with Redis, Why Failover-Based Implementations Are Not Enough")));
    }
}
