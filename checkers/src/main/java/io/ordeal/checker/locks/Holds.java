package io.ordeal.checker.locks;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The holds of each lock of a history, in the order in which they were granted, and the releases that no hold accounts
 * for.
 *
 * <p>A lock is <em>uncertain</em> when a process goes on with it after an operation on it whose outcome it never learnt:
 * what it does next may say something of that outcome, which intervals can't express. (Jepsen's processes never do: they
 * are retired.) Such a lock is for the search. That its session is lost it may always be told: this says nothing of what
 * went before.
 */
final class Holds {
    private static final int CHECKPOINT_EVERY = 4096;

    /** What is known of one lock. */
    static final class OfLock {
        final @Nullable Object lock;
        final List<Hold> holds = new ArrayList<>();

        /** Positions of the invocations of releases that succeeded though their process held nothing. */
        final List<Integer> strayReleases = new ArrayList<>();

        /** Releases by a process that had been told that its session was lost, and has nothing since. */
        int lateReleases;

        boolean uncertain;

        /** By a reentrant hold's grant: the invocations of the acquires and releases in it that leave it one hold. */
        private final Map<Integer, List<Integer>> nested = new HashMap<>();

        private final Map<Integer, Client> clients = new HashMap<>();

        OfLock(@Nullable Object lock) {
            this.lock = lock;
        }

        /** The invocations of the acquires and releases, in order, in the midst of a reentrant hold. */
        List<Integer> nestedIn(Hold hold) {
            return nested.getOrDefault(hold.granted(), List.of());
        }

        private void nest(int hold, int invocation) {
            nested.computeIfAbsent(holds.get(hold).granted(), granted -> new ArrayList<>())
                    .add(invocation);
        }

        private Client client(int process) {
            return clients.computeIfAbsent(process, p -> new Client());
        }
    }

    /** A process and a lock. */
    private static final class Client {
        /** Indexes into the holds of those that have not ended, the oldest first. */
        final List<Integer> open = new ArrayList<>();

        boolean unknown;

        /** A release of unknown outcome may still take effect. */
        boolean releasing;

        boolean sessionLost;
    }

    private final History history;
    private final LockKind kind;
    private final Map<Object, OfLock> locks = new LinkedHashMap<>();
    private final Map<Long, OfLock> ofHandle = new HashMap<>();

    private Holds(History history, LockKind kind) {
        this.history = history;
        this.kind = kind;
    }

    /**
     * Reads a history's holds.
     *
     * @param kind of a reentrant lock, a process' further acquires are part of the hold that it has, which then ends with
     *     the last of as many releases; of a lease, they renew it, and one release ends all of it
     * @throws UnjudgeableHistoryException if an operation is unknown, or some name a lock and others do not
     */
    static List<OfLock> of(History history, LockKind kind, CheckContext context) {
        Holds holds = new Holds(history, kind);
        for (int i = 0; i < history.size(); i++) {
            if (i % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                holds.event(i);
            }
        }
        if (holds.locks.size() > 1 && holds.locks.containsKey(Values.class)) {
            throw new UnjudgeableHistoryException(
                    "some operations name a lock and others do not: expected the name of a"
                            + " lock in all of them, or, where there is but one, in none");
        }
        return List.copyOf(holds.locks.values());
    }

    private void event(int i) {
        int invocation = history.isInvoke(i) ? i : history.partner(i);
        OfLock lock = lock(invocation);
        Client client = lock.client(history.process(i));
        if (history.isInvoke(i) && client.unknown && !history.f(i).equals("session-lost")) {
            lock.uncertain = true;
        }
        if (history.f(i).equals(LockKind.ACQUIRE_SHARED) && kind == LockKind.READ_WRITE) {
            if (history.type(i) == OpType.OK) {
                grant(lock, client, true, invocation, i);
            }
        } else {
            others(lock, client, invocation, i);
        }
        if (history.type(i) == OpType.INFO) {
            client.unknown = true;
            client.releasing |= !LockKind.isGrant(history.f(i));
        }
    }

    private void others(OfLock lock, Client client, int invocation, int i) {
        switch (history.f(i)) {
            case LockKind.ACQUIRE -> {
                if (history.type(i) == OpType.OK) {
                    grant(lock, client, false, invocation, i);
                }
            }
            case "release" -> {
                if (history.isInvoke(i) && history.outcome(i) != OpType.FAIL) {
                    release(lock, client, i);
                }
            }
            case "session-lost" -> {
                if (history.isInvoke(i) && history.outcome(i) != OpType.FAIL) {
                    endAll(lock, client, i, Hold.Ending.SESSION_LOST);
                    client.sessionLost = true;
                }
            }
            default ->
                throw new UnjudgeableHistoryException(
                        "event " + history.index(i) + ": a lock knows " + kind.operations() + ", not :" + history.f(i));
        }
    }

    private OfLock lock(int invocation) {
        Values values = history.values();
        long handle = history.valueHandle(invocation);
        return ofHandle.computeIfAbsent(handle, h -> {
            Object lock = values.toObject(h);
            return locks.computeIfAbsent(lock == null ? Values.class : lock, l -> new OfLock(lock));
        });
    }

    private void grant(OfLock lock, Client client, boolean shared, int asked, int granted) {
        client.sessionLost = false;
        if (kind == LockKind.REENTRANT && !client.open.isEmpty()) {
            client.open.add(client.open.get(0));
            lock.nest(client.open.get(0), asked);
            return;
        }
        client.open.add(lock.holds.size());
        lock.holds.add(new Hold(
                lock.lock,
                history.process(asked),
                shared,
                asked,
                granted,
                Hold.OPEN,
                Hold.Ending.NEVER,
                LockShape.token(history, granted),
                client.releasing));
    }

    private void release(OfLock lock, Client client, int i) {
        if (kind == LockKind.LEASE && !client.open.isEmpty()) {
            endAll(lock, client, i, Hold.Ending.RELEASE);
        } else if (!client.open.isEmpty()) {
            int hold = client.open.remove(0);
            if (kind != LockKind.REENTRANT || client.open.isEmpty()) {
                end(lock, hold, i, Hold.Ending.RELEASE);
            } else {
                lock.nest(hold, i);
            }
        } else if (history.outcome(i) == OpType.OK) {
            if (client.sessionLost) {
                lock.lateReleases++;
            } else {
                lock.strayReleases.add(i);
            }
        }
    }

    private static void endAll(OfLock lock, Client client, int position, Hold.Ending by) {
        client.open.forEach(hold -> end(lock, hold, position, by));
        client.open.clear();
    }

    private static void end(OfLock lock, int hold, int position, Hold.Ending by) {
        lock.holds.set(hold, lock.holds.get(hold).endedAt(position, by));
    }
}
