package io.ordeal.target.redis;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

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
