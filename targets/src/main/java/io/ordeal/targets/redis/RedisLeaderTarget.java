package io.ordeal.targets.redis;

import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** A textbook's election on one server. */
public final class RedisLeaderTarget extends PlainTarget {
    public RedisLeaderTarget() {
        super(
                "redis-leader",
                "one Redis; a textbook's election: SET NX PX, and PEXPIRE by who finds its own value there; a lease of"
                        + " 2 s, no terms",
                IndependentRedis.alone(),
                () -> RedisClients.elections(RedisClients::toOne),
                all(
                        Elections.twoLeadersWhileOneIsFrozen(Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        Elections.mayHaveTwoLeaders(Faults.CLOCKS, LockExpectations.LEASE_BY_WALL_CLOCK),
                        Elections.oneLeader(
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, Correct Implementation with a"
                                        + " Single Instance, with every write synced; a leader asks far more often than"
                                        + " its lease runs out")));
    }
}
