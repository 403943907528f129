package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReentrantLockClient;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Redisson's {@code RLock}, renewed by its watchdog while the holder's process lives. */
final class RedissonLock implements ReentrantLockClient {
    private final RedissonSession session;

    RedissonLock(RedissonSession session) {
        this.session = session;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        boolean granted =
                session.redisson().getLock(lock).tryLock(session.patience().toMillis(), TimeUnit.MILLISECONDS);
        return granted ? Optional.of(Grant.plain()) : Optional.empty();
    }

    @Override
    public void release(String lock) throws Exception {
        try {
            session.redisson().getLock(lock).unlock();
        } catch (IllegalMonitorStateException notMine) {
            throw new DefiniteFailure("not the holder: " + notMine.getMessage(), notMine);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
