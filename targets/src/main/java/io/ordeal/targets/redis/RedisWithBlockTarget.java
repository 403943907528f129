package io.ordeal.targets.redis;

import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;

/** A textbook's lock that is released before its caller has used it. */
public final class RedisWithBlockTarget extends PlainTarget {
    public RedisWithBlockTarget() {
        super(
                "redis-with-block",
                "one Redis; a textbook's lock: acquire takes a proper lock in a block, whose end releases it before the caller goes on",
                IndependentRedis.alone(),
                () -> RedisClients.locks(
                        context -> new WithBlockLock(RedisClients.tokenLock(RedisClients.toOne(context), context))),
                LockExpectations.breaksByItself("the text, and its flaw by construction"));
    }
}
