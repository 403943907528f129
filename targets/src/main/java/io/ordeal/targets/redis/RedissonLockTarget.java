package io.ordeal.targets.redis;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReentrantLockClient;
import java.time.Duration;

/** Redisson's RLock behind Sentinel, as it comes. */
public final class RedissonLockTarget extends PlainTarget {
    public RedissonLockTarget() {
        super(
                "redisson-lock",
                "a Redis master with two replicas and three sentinels; Redisson's RLock with its watchdog, as it is by default",
                new RedisSentinelCluster(),
                () -> RedisClients.locks(context -> new RedissonLock(RedissonSession.open(context, true)))
                        .and(
                                ReentrantLockClient.class,
                                context -> new RedissonLock(RedissonSession.open(context, true))),
                LockExpectations.alsoOf(
                        "reentrant-lock",
                        all(
                                LockExpectations.breaksWhileItsHolderIsFrozen(
                                        Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                                LockExpectations.mayBreak(
                                        Faults.SYSTEM,
                                        "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                                LockExpectations.holds(
                                        Faults.NONE,
                                        "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"))));
    }
}
