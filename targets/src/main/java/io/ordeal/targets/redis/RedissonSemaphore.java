package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.SemaphoreClient;
import io.ordeal.workload.lock.SemaphoreWorkload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RPermitExpirableSemaphore;

/** Redisson's {@code RPermitExpirableSemaphore}: a permit has a number of its own, and runs out by itself. */
final class RedissonSemaphore implements SemaphoreClient {
    private final RedissonSession session;
    private final Set<String> made = new HashSet<>();
    private final Map<String, String> permits = new HashMap<>();

    RedissonSemaphore(RedissonSession session) {
        this.session = session;
    }

    @Override
    public boolean acquire(String semaphore) throws Exception {
        RPermitExpirableSemaphore permitted = session.redisson().getPermitExpirableSemaphore(semaphore);
        if (made.add(semaphore)) {
            // without effect if another process has done so before
            permitted.trySetPermits(SemaphoreWorkload.PERMITS);
        }
        @Nullable
        String permit =
                permitted.tryAcquire(session.patience().toMillis(), Lease.TTL.toMillis(), TimeUnit.MILLISECONDS);
        if (permit == null) {
            return false;
        }
        permits.put(semaphore, permit);
        return true;
    }

    @Override
    public void release(String semaphore) throws Exception {
        String permit = permits.remove(semaphore);
        if (permit == null) {
            throw new DefiniteFailure("holds no permit of " + semaphore);
        }
        if (!session.redisson().getPermitExpirableSemaphore(semaphore).tryRelease(permit)) {
            throw new DefiniteFailure("the permit of " + semaphore + " had run out");
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
