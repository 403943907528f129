package io.ordeal.targets.redis;

/** Registers on one Redis that syncs before it answers. */
public final class RedisRegisterTarget extends RedisRegisters {
    public RedisRegisterTarget() {
        super(
                "redis-register",
                AppendFsync.ALWAYS,
                whereAllIsSynced(
                        "Redis documentation, Redis persistence: with appendfsync always, what is answered was synced before"));
    }
}
