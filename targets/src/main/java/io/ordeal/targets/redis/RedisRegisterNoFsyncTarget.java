package io.ordeal.targets.redis;

import java.time.Duration;

/** Registers on one Redis that leaves it to the operating system when to sync. */
public final class RedisRegisterNoFsyncTarget extends RedisRegisters {
    public RedisRegisterNoFsyncTarget() {
        super(
                "redis-register-no-fsync",
                AppendFsync.NO,
                whereSomeIsNot(
                        Duration.ofSeconds(30),
                        "Redis documentation, Redis persistence: with appendfsync no, it is left to the operating system, every 30 s with Linux"));
    }
}
