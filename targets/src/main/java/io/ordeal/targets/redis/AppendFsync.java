package io.ordeal.targets.redis;

/** When Redis syncs its append-only file, as its documentation has it (Redis persistence, How durable is the append only file). */
enum AppendFsync {
    /** Before it answers. */
    ALWAYS,
    /** Every second, behind the clients' backs: what was acknowledged in the last one can be lost. */
    EVERYSEC,
    /** When the operating system likes to, which with Linux is after some 30 s. */
    NO;

    static final String SETTING = "appendfsync";

    String value() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
