package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RLock;

/** Redisson's {@code RReadWriteLock}, renewed by its watchdog while the holder's process lives. */
final class RedissonSharedLock implements ReadWriteLockClient {
    private final RedissonSession session;
    private final Map<String, RLock> held = new HashMap<>();

    RedissonSharedLock(RedissonSession session) {
        this.session = session;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        return take(lock, session.redisson().getReadWriteLock(lock).writeLock());
    }

    @Override
    public Optional<Grant> acquireShared(String lock) throws Exception {
        return take(lock, session.redisson().getReadWriteLock(lock).readLock());
    }

    private Optional<Grant> take(String lock, RLock half) throws InterruptedException {
        if (!half.tryLock(session.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        held.put(lock, half);
        return Optional.of(Grant.plain());
    }

    @Override
    public void release(String lock) throws Exception {
        RLock half = held.remove(lock);
        if (half == null) {
            throw new DefiniteFailure("has nothing of " + lock);
        }
        try {
            half.unlock();
        } catch (IllegalMonitorStateException notMine) {
            throw new DefiniteFailure("not the holder: " + notMine.getMessage(), notMine);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
