package io.ordeal.targets.redis;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** The lock of Redis' documentation on one server. */
public final class RedisTokenTarget extends PlainTarget {
    public RedisTokenTarget() {
        super(
                "redis-token",
                "one Redis; SET NX PX with a value of the holder's own, deleted in a script by who knows it; a lease of 2 s",
                IndependentRedis.alone(),
                () -> RedisClients.locks(context -> RedisClients.tokenLock(RedisClients.toOne(context), context)),
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        LockExpectations.breaksAsLock(
                                Faults.CLOCK_JUMP, Duration.ofSeconds(60), LockExpectations.LEASE_BY_WALL_CLOCK),
                        LockExpectations.mayBreak(Faults.CLOCK_CREEPS, LockExpectations.LEASE_BY_WALL_CLOCK),
                        LockExpectations.holds(
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, Correct Implementation with a Single Instance; with every write synced, and holds far shorter than the lease")));
    }
}
