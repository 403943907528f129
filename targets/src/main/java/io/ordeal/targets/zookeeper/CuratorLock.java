package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReentrantLockClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.jspecify.annotations.Nullable;

/**
 * Curator's {@code InterProcessMutex}, one for each lock of a process. A hold ends only by its release: nothing is done
 * about a lost session.
 */
final class CuratorLock implements ReentrantLockClient {
    private final ZooKeeperSession session;
    private final Map<String, Mutex> mutexes = new HashMap<>();

    CuratorLock(ZooKeeperSession session) {
        this.session = session;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        Mutex mutex = mutex(lock);
        boolean granted =
                session.call(zookeeper -> mutex.acquire(session.patience().toMillis(), TimeUnit.MILLISECONDS));
        return granted ? Optional.of(Grant.plain()) : Optional.empty();
    }

    /** The node that stands for this process in the line for a lock; null if it holds none. */
    @Nullable
    String path(String lock) {
        return mutex(lock).getLockPath();
    }

    private Mutex mutex(String lock) {
        return mutexes.computeIfAbsent(lock, name -> new Mutex(session.curator(), "/locks/" + name));
    }

    @Override
    public void release(String lock) throws Exception {
        try {
            mutex(lock).release();
        } catch (IllegalMonitorStateException notMine) {
            throw new DefiniteFailure("not the holder: " + notMine.getMessage(), notMine);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    /** A mutex that tells its node. */
    private static final class Mutex extends InterProcessMutex {
        Mutex(CuratorFramework curator, String path) {
            super(curator, path);
        }

        @Override
        protected @Nullable String getLockPath() {
            return super.getLockPath();
        }
    }
}
