package io.ordeal.workload.lock;

/** As {@code lock}, of a lock that its holder acquires again, and releases as often: judged by the holds. */
public final class ReentrantLockWorkload extends ReentrantLocks<ReentrantLockClient> {
    public ReentrantLockWorkload() {
        super("lock1", "mutex");
    }

    @Override
    public String name() {
        return "reentrant-lock";
    }

    @Override
    public String promise() {
        return "At most one process holds a lock at any time, until it has released it as often as it acquired it.";
    }

    @Override
    public Class<ReentrantLockClient> clientType() {
        return ReentrantLockClient.class;
    }
}
