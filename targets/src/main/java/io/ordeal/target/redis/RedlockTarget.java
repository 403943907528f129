package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** The Redlock algorithm. */
public final class RedlockTarget extends PlainTarget {
    public RedlockTarget() {
        super(
                "redlock",
                "five independent Redis; the lease on a majority of them, with a validity that leaves room for drifting clocks",
                IndependentRedis.of(5),
                () -> RedisClients.locks(context -> new Redlock(
                        RedisClients.toEach(context, Redlock.NODE_TIMEOUT),
                        new Waiting(context),
                        new OwnerNames(context))),
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
                        Expectation.holds(
                                "lock",
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, The Redlock Algorithm: safe while clocks and clients keep pace, given servers that sync every write"),
                        Expectation.holds(
                                "guarded-set",
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, The Redlock Algorithm: safe while clocks and clients keep pace, given servers that sync every write")));
    }
}
