package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A textbook's lock that nothing keeps from being granted twice. */
public final class RedisSetexTarget extends PlainTarget {
    public RedisSetexTarget() {
        super(
                "redis-setex",
                "one Redis; a textbook's lock: SET with an expiry until it is true, which it always is; DEL by anyone",
                IndependentRedis.alone(),
                () -> RedisClients.locks(context -> new SetexLock(RedisClients.toOne(context), new Waiting(context))),
                List.of(
                        Expectation.breaks(
                                "lock",
                                Faults.NONE,
                                "overlapping-holds",
                                Duration.ofSeconds(5),
                                "the text, and its flaw by construction"),
                        Expectation.breaks(
                                "guarded-set",
                                Faults.NONE,
                                "lost-update",
                                Duration.ofSeconds(10),
                                "the text, and its flaw by construction")));
    }
}
