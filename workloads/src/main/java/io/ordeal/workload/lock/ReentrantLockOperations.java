package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * {@code acquire} and {@code release} of a reentrant lock. Who is granted it is granted it up to twice again, gives back some of
 * that, and is told to hold it with what is left, at least one; a release gives back all of it.
 *
 * <p>What goes on within a hold is no operation of its own: of one without an answer nobody could say whether its process holds
 * the lock still, as it had it before. So what has no answer leaves the whole acquire unknown.
 *
 * <p>Of the tokens of a hold one is told, drawn: the next hold's must be above each, and each above those before.
 */
final class ReentrantLockOperations implements Client {
    private static final int MOST = 3;

    private final ReentrantLockClient locks;
    private final ClientContext context;
    private final SplittableRandom random;

    /** How often the lock that this process holds is to be released. */
    private int depth;

    ReentrantLockOperations(ReentrantLockClient locks, ClientContext context) {
        this.locks = locks;
        this.context = context;
        this.random = new SplittableRandom(context.seed());
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        if (!(invocation.value() instanceof String lock)) {
            throw new IllegalArgumentException(
                    "expected the lock's name as :" + invocation.f() + "'s value, found " + invocation.value());
        }
        return switch (invocation.f()) {
            case "acquire" -> acquire(lock);
            case "release" -> release(lock);
            default -> throw new DefiniteFailure("a lock can be acquired and released, not: " + invocation.f());
        };
    }

    private Completion acquire(String lock) throws Exception {
        Optional<Grant> first = locks.acquire(lock);
        if (first.isEmpty()) {
            return Completion.fail(lock, "not granted");
        }
        List<Grant> grants = new ArrayList<>(List.of(first.get()));
        int wanted = 1 + random.nextInt(MOST);
        while (grants.size() < wanted) {
            Optional<Grant> again = again(lock);
            if (again.isEmpty()) {
                giveBack(lock, grants.size());
                return Completion.fail(lock, "its holder was not granted it again");
            }
            grants.add(again.get());
        }
        depth = 1 + random.nextInt(wanted);
        giveBack(lock, wanted - depth);
        context.pausePoint();
        Grant told = grants.get(random.nextInt(wanted));
        return Completion.ok(
                told.token().isPresent() ? List.of(lock, told.token().getAsLong()) : lock);
    }

    private Optional<Grant> again(String lock) throws Exception {
        try {
            return locks.acquire(lock);
        } catch (DefiniteFailure refused) {
            return Optional.empty();
        }
    }

    /** @throws IllegalStateException its holder could not release it: nobody knows what it holds */
    private void giveBack(String lock, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try {
                locks.release(lock);
            } catch (DefiniteFailure notReleased) {
                throw new IllegalStateException(
                        "its holder could not release what it had acquired: " + notReleased.getMessage(), notReleased);
            }
        }
    }

    /** Once at least: who was refused releases it, too, now and then. */
    private Completion release(String lock) throws Exception {
        int times = depth;
        depth = 0;
        locks.release(lock);
        giveBack(lock, times - 1);
        return Completion.ok(lock);
    }

    @Override
    public void close() throws Exception {
        locks.close();
    }
}
