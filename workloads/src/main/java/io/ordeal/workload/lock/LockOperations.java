package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code acquire} and {@code release} as operations of their own; values are {@code [lock token]}. */
final class LockOperations implements Client {
    private final LockClient locks;
    private final ClientContext context;
    private @Nullable String held;

    LockOperations(LockClient locks, ClientContext context) {
        this.locks = locks;
        this.context = context;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        String lock = lockOf(invocation);
        return switch (invocation.f()) {
            case "acquire" -> acquire(invocation, lock);
            case "release" -> release(invocation, lock);
            default -> throw new DefiniteFailure("a lock can be acquired and released, not: " + invocation.f());
        };
    }

    private Completion acquire(Invocation invocation, String lock) throws Exception {
        Optional<Grant> grant = locks.acquire(lock);
        if (grant.isEmpty()) {
            return Completion.fail(invocation.value(), "not granted");
        }
        // The process is frozen before it goes on to use the lock: here, with the grant in hand. At the start of the
        // release would be too late, as the hold is over when that begins.
        context.pausePoint();
        held = lock;
        OptionalLong token = grant.get().token();
        return Completion.ok(keyed(lock, token.isPresent() ? token.getAsLong() : null));
    }

    private Completion release(Invocation invocation, String lock) throws Exception {
        boolean mine = lock.equals(held);
        held = null;
        try {
            locks.release(lock);
        } catch (DefiniteFailure nothingReleased) {
            if (mine) {
                // Whatever became of its hold, the process does not go on as if it had it.
                context.sessionLost(lock);
            }
            throw nothingReleased;
        }
        return Completion.ok(invocation.value());
    }

    @Override
    public void close() throws Exception {
        locks.close();
    }

    /** The lock in a value {@code [lock …]}. */
    static String lockOf(Invocation invocation) {
        if (invocation.value() instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String lock) {
            return lock;
        }
        throw new IllegalArgumentException(
                "expected a value such as [\"lock1\" nil] for :" + invocation.f() + ", found " + invocation.value());
    }

    /** {@code [lock value]}, where the value may be nil. */
    static List<@Nullable Object> keyed(String lock, @Nullable Object value) {
        return Collections.unmodifiableList(Arrays.asList(lock, value));
    }
}
