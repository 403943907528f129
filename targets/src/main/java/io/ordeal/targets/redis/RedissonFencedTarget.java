package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.lock.ReentrantFencedLockClient;
import java.time.Duration;
import java.util.List;

/** Redisson's RFencedLock behind Sentinel, as it comes. */
public final class RedissonFencedTarget extends PlainTarget {
    public RedissonFencedTarget() {
        super(
                "redisson-fenced",
                "a Redis master with two replicas and three sentinels; Redisson's RFencedLock, whose counter lies beside the lock",
                new RedisSentinelCluster(),
                () -> ClientFactories.of(
                                LockClient.class,
                                context -> new RedissonFencedLock(RedissonSession.open(context, true)))
                        .and(
                                FencedLockClient.class,
                                context -> new RedissonFencedLock(RedissonSession.open(context, true)))
                        .and(
                                ReentrantFencedLockClient.class,
                                context -> new RedissonFencedLock(RedissonSession.open(context, true)))
                        .withLease(Lease.TTL),
                List.of(
                        Expectation.holds(
                                "fenced-lock",
                                Faults.CLIENT_PAUSE,
                                "Redisson documentation, Fenced Lock: the token rises with each grant"),
                        Expectation.holds(
                                "reentrant-fenced-lock",
                                Faults.CLIENT_PAUSE,
                                "Redisson documentation, Fenced Lock: the token rises with each grant"),
                        Expectation.holds(
                                "guarded-set",
                                Faults.CLIENT_PAUSE,
                                "Redisson documentation, Fenced Lock: the token rises with each grant"),
                        Expectation.mayBreak(
                                "lock",
                                Faults.CLIENT_PAUSE_ELSEWHERE,
                                "overlapping-holds",
                                LockExpectations.LEASE_RUNS_OUT),
                        Expectation.breaks(
                                "lock",
                                Faults.CLIENT_PAUSE,
                                "overlapping-holds",
                                Duration.ofSeconds(60),
                                LockExpectations.LEASE_RUNS_OUT),
                        Expectation.mayBreak(
                                "fenced-lock",
                                Faults.SYSTEM,
                                "token-not-rising",
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.mayBreak(
                                "reentrant-fenced-lock",
                                Faults.SYSTEM,
                                "token-not-rising",
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.mayBreak(
                                "guarded-set",
                                Faults.SYSTEM,
                                Symptoms.LOST_UNDER_LOCK,
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.mayBreak(
                                "lock",
                                Faults.SYSTEM,
                                "overlapping-holds",
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed"),
                        Expectation.holds(
                                "lock",
                                Faults.NONE,
                                "Redisson documentation, Locks and synchronizers: a grant is checked against the replicas that are in step, which a failover may not heed")));
    }
}
