package io.ordeal.targets.redis;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.Set;

/** The Redlock algorithm. */
public final class RedlockTarget extends PlainTarget {
    /** Of fewer than a majority: a lease ends on servers that are outvoted. */
    private static final Set<String> JUMPS_OF_FEW = Set.of(
            "clock-jump:one",
            "clock-jump:minority",
            "clock-jump:n1",
            "clock-jump:n2",
            "clock-jump:n3",
            "clock-jump:n4",
            "clock-jump:n5");

    public RedlockTarget() {
        super(
                "redlock",
                "five independent Redis; the lease on a majority of them, with a validity that leaves room for drifting clocks",
                IndependentRedis.of(5),
                () -> RedisClients.locks(context -> new Redlock(
                        RedisClients.toEach(context, Redlock.NODE_TIMEOUT),
                        new Waiting(context),
                        new OwnerNames(context))),
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        LockExpectations.mayBreak(JUMPS_OF_FEW, LockExpectations.LEASE_BY_WALL_CLOCK),
                        LockExpectations.breaksAsLock(
                                Faults.CLOCK_JUMP, Duration.ofSeconds(60), LockExpectations.LEASE_BY_WALL_CLOCK),
                        LockExpectations.mayBreak(Faults.CLOCK_CREEPS, LockExpectations.LEASE_BY_WALL_CLOCK),
                        LockExpectations.holds(
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, The Redlock Algorithm: safe while clocks and clients keep pace, given servers that sync every write")));
    }
}
