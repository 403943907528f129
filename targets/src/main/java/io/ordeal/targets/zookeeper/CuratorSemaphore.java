package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.SemaphoreClient;
import io.ordeal.workload.lock.SemaphoreWorkload;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Curator's {@code InterProcessSemaphoreV2}: a permit is an ephemeral node among the first in a line. A hold ends only by its
 * release: nothing is done about a lost session.
 */
final class CuratorSemaphore implements SemaphoreClient {
    private final ZooKeeperSession session;
    private final Map<String, Lease> leases = new HashMap<>();

    CuratorSemaphore(ZooKeeperSession session) {
        this.session = session;
    }

    @Override
    public boolean acquire(String semaphore) throws Exception {
        InterProcessSemaphoreV2 line =
                new InterProcessSemaphoreV2(session.curator(), "/semaphores/" + semaphore, SemaphoreWorkload.PERMITS);
        @Nullable
        Lease lease = session.call(zookeeper -> line.acquire(session.patience().toMillis(), TimeUnit.MILLISECONDS));
        if (lease == null) {
            return false;
        }
        leases.put(semaphore, lease);
        return true;
    }

    @Override
    public void release(String semaphore) throws Exception {
        Lease lease = leases.remove(semaphore);
        if (lease == null) {
            throw new DefiniteFailure("holds no permit of " + semaphore);
        }
        lease.close();
    }

    @Override
    public void close() {
        session.close();
    }
}
