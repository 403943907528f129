package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Redisson's RLock behind Sentinel, as it comes. */
public final class RedissonLockTarget extends PlainTarget {
    public RedissonLockTarget() {
        super(
                "redisson-lock",
                "a Redis master with two replicas and three sentinels; Redisson's RLock with its watchdog, as it is by default",
                new RedisSentinelCluster(),
                () -> RedisClients.locks(context -> new RedissonLock(RedissonSession.open(context, true))),
                List.of(
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
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.mayBreak(
                                "guarded-set",
                                Faults.SYSTEM,
                                "lost-update",
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.holds(
                                "lock",
                                Faults.NONE,
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.holds(
                                "guarded-set",
                                Faults.NONE,
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed")));
    }
}
