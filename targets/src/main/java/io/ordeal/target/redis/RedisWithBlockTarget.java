package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A textbook's lock that is released before its caller has used it. */
public final class RedisWithBlockTarget extends PlainTarget {
    public RedisWithBlockTarget() {
        super(
                "redis-with-block",
                "one Redis; a textbook's lock: acquire takes a proper lock in a block, whose end releases it before the caller goes on",
                IndependentRedis.alone(),
                () -> RedisClients.locks(
                        context -> new WithBlockLock(RedisClients.tokenLock(RedisClients.toOne(context), context))),
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
