package io.ordeal.targets.redis;

import java.time.Duration;

/** Registers on one Redis that syncs once a second, as it does by default. */
public final class RedisRegisterEverysecTarget extends RedisRegisters {
    public RedisRegisterEverysecTarget() {
        super(
                "redis-register-everysec",
                AppendFsync.EVERYSEC,
                whereSomeIsNot(
                        Duration.ofSeconds(30),
                        "Redis documentation, Redis persistence: with appendfsync everysec, a disaster may cost the writes of a second"));
    }
}
