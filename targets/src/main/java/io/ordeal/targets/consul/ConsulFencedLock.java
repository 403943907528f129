package io.ordeal.targets.consul;

import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;

/**
 * {@link ConsulLock} with the number of the change that made it the process' as fencing token ({@code ModifyIndex}): changes are
 * numbered in the order in which they are agreed on, whatever becomes of the key.
 */
final class ConsulFencedLock extends ConsulLock implements FencedLockClient {
    ConsulFencedLock(ConsulConnection consul) {
        super(consul);
    }

    @Override
    Grant grant(long index) {
        return Grant.withToken(index);
    }
}
