package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.time.Duration;
import java.util.List;

/** Redisson's RReadWriteLock behind Sentinel, as it comes. */
public final class RedissonSharedLockTarget extends PlainTarget {
    private static final String WORKLOAD = "read-write-lock";
    private static final String FAILOVER =
            "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed";

    public RedissonSharedLockTarget() {
        super(
                "redisson-shared-lock",
                "a Redis master with two replicas and three sentinels; Redisson's RReadWriteLock with its watchdog, as it is by default",
                new RedisSentinelCluster(),
                () -> ClientFactories.of(
                                ReadWriteLockClient.class,
                                context -> new RedissonSharedLock(RedissonSession.open(context, true)))
                        .withLease(Lease.TTL),
                List.of(
                        Expectation.mayBreak(
                                WORKLOAD,
                                Faults.CLIENT_PAUSE_ELSEWHERE,
                                "overlapping-holds",
                                LockExpectations.LEASE_RUNS_OUT),
                        Expectation.breaks(
                                WORKLOAD,
                                Faults.CLIENT_PAUSE,
                                "overlapping-holds",
                                Duration.ofSeconds(60),
                                LockExpectations.LEASE_RUNS_OUT),
                        Expectation.mayBreak(WORKLOAD, Faults.SYSTEM, "overlapping-holds", FAILOVER),
                        Expectation.holds(WORKLOAD, Faults.NONE, FAILOVER)));
    }
}
