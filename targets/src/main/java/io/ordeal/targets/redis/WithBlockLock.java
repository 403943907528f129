package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;

/**
 * A textbook's lock: {@code acquire} takes a proper lock in a block that ends with {@code return true}, and the end of the
 * block releases the lock before the caller has used it; {@code release} releases it once more.
 */
final class WithBlockLock implements LockClient {
    private final TokenLock lock;

    WithBlockLock(TokenLock lock) {
        this.lock = lock;
    }

    @Override
    public Optional<Grant> acquire(String name) throws Exception {
        Optional<Grant> grant = lock.acquire(name);
        if (grant.isPresent()) {
            lock.release(name);
        }
        return grant;
    }

    @Override
    public void release(String name) throws Exception {
        try {
            lock.release(name);
        } catch (DefiniteFailure alreadyReleased) {
            // The text's caller does not look at the answer, and goes on as one who has released.
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
