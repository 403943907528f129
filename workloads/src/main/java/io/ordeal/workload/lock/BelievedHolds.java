package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of a lock, in this JVM or a process of its own, of whose releases none fails as long as it believes that it holds the
 * lock.
 *
 * <p>A failed release would say that the hold goes on, and every grant to come would overlap it. But a process believes no more
 * that it holds the lock, from when it began to release it, and nobody knows when the system let go of it: that is {@code info}.
 */
record BelievedHolds(Client client, Belief belief) implements Client {
    BelievedHolds(Client client) {
        this(client, new Belief());
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        if (!invocation.f().equals("release")) {
            Completion completion = client.invoke(invocation);
            if (LockUse.ACQUIRES.contains(invocation.f()) && completion.type() == OpType.OK) {
                belief.held = lock(completion.value());
            }
            return completion;
        }
        boolean mine = String.valueOf(invocation.value()).equals(belief.held);
        belief.held = null;
        try {
            Completion completion = client.invoke(invocation);
            return mine && completion.type() == OpType.FAIL
                    ? Completion.info(completion.value(), nothingLeft(completion.error()))
                    : completion;
        } catch (DefiniteFailure nothingReleased) {
            if (mine) {
                throw new IllegalStateException(nothingLeft(nothingReleased.getMessage()));
            }
            throw nothingReleased;
        }
    }

    private static String nothingLeft(@Nullable Object why) {
        return "nothing was left to release: " + why;
    }

    /** Of what is answered: the lock, or {@code [lock token]}. */
    private static String lock(@Nullable Object value) {
        return String.valueOf(value instanceof List<?> both && !both.isEmpty() ? both.get(0) : value);
    }

    @Override
    public void close() throws Exception {
        client.close();
    }

    /** Which lock the client believes that it holds. */
    static final class Belief {
        private @Nullable String held;
    }
}
