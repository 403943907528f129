package io.ordeal.targets.jvm;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.lock.SemaphoreClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Locks and semaphores inside this JVM, shared by the clients of a run: a monitor that knows the holders of each, on which
 * others wait.
 */
final class JvmLocks {
    /** What is wrong with the locks, on purpose: each must be caught. */
    enum Flaw {
        NONE,
        /** One more than may is let in before the others wait. */
        ONE_TOO_MANY,
        /** Whoever calls release frees the lock. */
        RELEASE_BY_OTHER
    }

    /** As long as a hold lasts at most: where several wait, some are refused, and see what that is worth. */
    private static final Duration PATIENCE = Duration.ofMillis(40);

    private final Flaw flaw;
    private final int permits;
    private final Map<String, Set<Integer>> holders = new HashMap<>();

    JvmLocks(Flaw flaw) {
        this(flaw, 1);
    }

    /** @param permits how many may hold one at once */
    JvmLocks(Flaw flaw, int permits) {
        this.flaw = flaw;
        this.permits = flaw == Flaw.ONE_TOO_MANY ? permits + 1 : permits;
    }

    LockClient client(ClientContext context) {
        int process = context.process();
        return new LockClient() {
            @Override
            public Optional<Grant> acquire(String lock) throws InterruptedException {
                return JvmLocks.this.acquire(lock, process) ? Optional.of(Grant.plain()) : Optional.empty();
            }

            @Override
            public void release(String lock) throws DefiniteFailure {
                JvmLocks.this.release(lock, process);
            }
        };
    }

    SemaphoreClient semaphore(ClientContext context) {
        int process = context.process();
        return new SemaphoreClient() {
            @Override
            public boolean acquire(String semaphore) throws InterruptedException {
                return JvmLocks.this.acquire(semaphore, process);
            }

            @Override
            public void release(String semaphore) throws DefiniteFailure {
                JvmLocks.this.release(semaphore, process);
            }
        };
    }

    private synchronized boolean acquire(String lock, int process) throws InterruptedException {
        Set<Integer> holding = holders.computeIfAbsent(lock, name -> new HashSet<>());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (holding.size() >= permits) {
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
        holding.add(process);
        return true;
    }

    private synchronized void release(String lock, int process) throws DefiniteFailure {
        Set<Integer> holding = holders.computeIfAbsent(lock, name -> new HashSet<>());
        if (flaw == Flaw.RELEASE_BY_OTHER) {
            holding.clear();
        } else if (!holding.remove(process)) {
            throw new DefiniteFailure("process " + process + " does not hold " + lock + ", " + holding + " does");
        }
        notifyAll();
    }
}
