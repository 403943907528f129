package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;

/**
 * Curator's {@code InterProcessReadWriteLock}: readers and writers stand in one line, and a reader waits for the writers before
 * it. A hold ends only by its release: nothing is done about a lost session.
 */
final class CuratorSharedLock implements ReadWriteLockClient {
    private final ZooKeeperSession session;
    private final Map<String, InterProcessReadWriteLock> locks = new HashMap<>();
    private final Map<String, InterProcessMutex> held = new HashMap<>();

    CuratorSharedLock(ZooKeeperSession session) {
        this.session = session;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        return take(lock, lock(lock).writeLock());
    }

    @Override
    public Optional<Grant> acquireShared(String lock) throws Exception {
        return take(lock, lock(lock).readLock());
    }

    private InterProcessReadWriteLock lock(String lock) {
        return locks.computeIfAbsent(
                lock, name -> new InterProcessReadWriteLock(session.curator(), "/shared-locks/" + name));
    }

    private Optional<Grant> take(String lock, InterProcessMutex half) throws Exception {
        boolean granted =
                session.call(zookeeper -> half.acquire(session.patience().toMillis(), TimeUnit.MILLISECONDS));
        if (!granted) {
            return Optional.empty();
        }
        held.put(lock, half);
        return Optional.of(Grant.plain());
    }

    @Override
    public void release(String lock) throws Exception {
        InterProcessMutex half = held.remove(lock);
        if (half == null) {
            throw new DefiniteFailure("has nothing of " + lock);
        }
        half.release();
    }

    @Override
    public void close() {
        session.close();
    }
}
