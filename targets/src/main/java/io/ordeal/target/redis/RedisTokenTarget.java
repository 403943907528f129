package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** The lock of Redis' documentation on one server. */
public final class RedisTokenTarget extends PlainTarget {
    public RedisTokenTarget() {
        super(
                "redis-token",
                "one Redis; SET NX PX with a value of the holder's own, deleted in a script by who knows it; a lease of 2 s",
                IndependentRedis.alone(),
                () -> RedisClients.locks(context -> RedisClients.tokenLock(RedisClients.toOne(context), context)),
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
                                "Redis documentation, Distributed Locks with Redis, Correct Implementation with a Single Instance; with every write synced, and holds far shorter than the lease"),
                        Expectation.holds(
                                "guarded-set",
                                Faults.SYSTEM,
                                "Redis documentation, Distributed Locks with Redis, Correct Implementation with a Single Instance; with every write synced, and holds far shorter than the lease")));
    }
}
