package io.ordeal.targets.consul;

import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;

/** Consul's lock: a key that a {@linkplain ConsulSession session} acquires, which is never renewed. */
class ConsulLock implements LockClient {
    private final ConsulSession session;

    ConsulLock(ConsulConnection consul) {
        this.session = new ConsulSession(consul);
    }

    /**
     * What is told of a grant.
     *
     * @param index of the change by which the lock became this process'
     */
    Grant grant(long index) {
        return Grant.plain();
    }

    @Override
    public final Optional<Grant> acquire(String lock) throws Exception {
        return session.lock(lock).map(this::grant);
    }

    @Override
    public final void release(String lock) throws Exception {
        session.release(lock);
    }
}
