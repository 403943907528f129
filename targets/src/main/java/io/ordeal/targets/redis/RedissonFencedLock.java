package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReentrantFencedLockClient;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Redisson's {@code RFencedLock}: the token is a counter beside the lock, in the same Redis. */
final class RedissonFencedLock implements ReentrantFencedLockClient {
    private final RedissonSession session;

    RedissonFencedLock(RedissonSession session) {
        this.session = session;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        @Nullable
        Long token = session.redisson()
                .getFencedLock(lock)
                .tryLockAndGetToken(session.patience().toMillis(), TimeUnit.MILLISECONDS);
        return token == null ? Optional.empty() : Optional.of(Grant.withToken(token));
    }

    @Override
    public void release(String lock) throws Exception {
        try {
            session.redisson().getFencedLock(lock).unlock();
        } catch (IllegalMonitorStateException notMine) {
            throw new DefiniteFailure("not the holder: " + notMine.getMessage(), notMine);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
