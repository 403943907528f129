package io.ordeal.targets.redis;

import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;

/** A textbook's lock that nothing keeps from being granted twice. */
public final class RedisSetexTarget extends PlainTarget {
    public RedisSetexTarget() {
        super(
                "redis-setex",
                "one Redis; a textbook's lock: SET with an expiry until it is true, which it always is; DEL by anyone",
                IndependentRedis.alone(),
                () -> RedisClients.locks(context -> new SetexLock(RedisClients.toOne(context), new Waiting(context))),
                LockExpectations.breaksByItself("the text, and its flaw by construction"));
    }
}
