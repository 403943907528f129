package io.ordeal.workload.lock;

import java.util.List;

/** As {@code fenced-lock}, of a lock that its holder acquires again, and releases as often: judged by the fencing tokens. */
public final class ReentrantFencedLockWorkload extends ReentrantLocks<ReentrantFencedLockClient> {
    public ReentrantFencedLockWorkload() {
        super(List.of("lock1", 17L), "fencing");
    }

    @Override
    public String name() {
        return "reentrant-fenced-lock";
    }

    @Override
    public String promise() {
        return "The fencing tokens of a hold, of which its holder may be granted several, are above those of every hold before it.";
    }

    @Override
    public Class<ReentrantFencedLockClient> clientType() {
        return ReentrantFencedLockClient.class;
    }
}
