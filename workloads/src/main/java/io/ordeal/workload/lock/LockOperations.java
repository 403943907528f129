package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code acquire} and {@code release} as operations of their own; a value is the lock, or {@code [lock token]}. */
final class LockOperations implements Client {
    private final LockClient locks;
    private final ClientContext context;

    LockOperations(LockClient locks, ClientContext context) {
        this.locks = locks;
        this.context = context;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        if (!(invocation.value() instanceof String lock)) {
            throw new IllegalArgumentException(
                    "expected the lock's name as :" + invocation.f() + "'s value, found " + invocation.value());
        }
        return switch (invocation.f()) {
            case "acquire" -> granted(lock, locks.acquire(lock));
            case LockUse.ACQUIRE_SHARED -> {
                if (!(locks instanceof ReadWriteLockClient shared)) {
                    throw new DefiniteFailure("this lock can't be shared");
                }
                yield granted(lock, shared.acquireShared(lock));
            }
            case "release" -> release(lock);
            default -> throw new DefiniteFailure("a lock can be acquired and released, not: " + invocation.f());
        };
    }

    private Completion granted(String lock, Optional<Grant> grant) throws InterruptedException {
        if (grant.isEmpty()) {
            return Completion.fail(lock, "not granted");
        }
        // The process is frozen before it goes on to use the lock: here, with the grant in hand. At the start of the
        // release would be too late, as the hold is over when that begins.
        context.pausePoint();
        OptionalLong token = grant.get().token();
        return Completion.ok(token.isPresent() ? List.of(lock, token.getAsLong()) : lock);
    }

    private Completion release(String lock) throws Exception {
        locks.release(lock);
        return Completion.ok(lock);
    }

    @Override
    public void close() throws Exception {
        locks.close();
    }
}
