package io.ordeal.targets.redis;

import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;

/** A textbook's lock over five servers, of which any one is enough. */
public final class AnyNodeLockTarget extends PlainTarget {
    public AnyNodeLockTarget() {
        super(
                "any-node-lock",
                "five independent Redis; a textbook's lock: ask them in turn, the first that grants is enough",
                IndependentRedis.of(5),
                () -> RedisClients.locks(context -> new AnyNodeLock(
                        RedisClients.toEach(context, Redlock.NODE_TIMEOUT),
                        new Waiting(context),
                        new OwnerNames(context))),
                LockExpectations.breaksByItself("the text, and its flaw by construction"));
    }
}
