package io.ordeal.targets.redis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.time.Duration;
import java.util.List;

/** A textbook's lock that looks first and sets afterwards. */
public final class RedisExistsSetTarget extends PlainTarget {
    public RedisExistsSetTarget() {
        super(
                "redis-exists-set",
                "one Redis; a textbook's lock: EXISTS, and if there is none, SET with an expiry; DEL by anyone",
                IndependentRedis.alone(),
                () -> RedisClients.locks(
                        context -> new ExistsSetLock(RedisClients.toOne(context), new Waiting(context))),
                List.of(
                        Expectation.breaks(
                                "lock",
                                Faults.NONE,
                                Symptoms.FREED_BY_OTHERS,
                                Duration.ofSeconds(30),
                                "the text, and its flaw by construction"),
                        Expectation.breaks(
                                "guarded-set",
                                Faults.NONE,
                                Symptoms.LOST_UNDER_LOCK,
                                Duration.ofSeconds(60),
                                "the text, and its flaw by construction")));
    }
}
