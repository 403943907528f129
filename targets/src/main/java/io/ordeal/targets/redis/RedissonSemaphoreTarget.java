package io.ordeal.targets.redis;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.SemaphoreClient;
import java.time.Duration;
import java.util.List;

/** Redisson's RPermitExpirableSemaphore behind Sentinel. */
public final class RedissonSemaphoreTarget extends PlainTarget {
    private static final String FAILOVER =
            "Redis documentation, Replication: replicas follow asynchronously, so that a new master may not know of a permit"
                    + " that the old one had granted";

    public RedissonSemaphoreTarget() {
        super(
                "redisson-semaphore",
                "a Redis master with two replicas and three sentinels; Redisson's RPermitExpirableSemaphore with two permits, each a lease",
                new RedisSentinelCluster(),
                () -> ClientFactories.of(
                                SemaphoreClient.class,
                                context -> new RedissonSemaphore(RedissonSession.open(context, true)))
                        .withLease(Lease.TTL),
                List.of(
                        Expectation.mayBreak(
                                "semaphore",
                                Faults.CLIENT_PAUSE_ELSEWHERE,
                                "overlapping-holds",
                                LockExpectations.LEASE_RUNS_OUT),
                        Expectation.breaks(
                                "semaphore",
                                Faults.CLIENT_PAUSE,
                                "overlapping-holds",
                                Duration.ofSeconds(60),
                                LockExpectations.LEASE_RUNS_OUT),
                        Expectation.mayBreak("semaphore", Faults.SYSTEM, "overlapping-holds", FAILOVER),
                        Expectation.holds("semaphore", Faults.NONE, FAILOVER)));
    }
}
