package io.ordeal.targets.jvm;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReentrantFencedLockClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reentrant locks inside this JVM: a monitor that counts how often its holder has each. All grants of a hold have one token. */
final class JvmReentrantLocks {
    /** What is wrong with the locks, on purpose: each must be caught. */
    enum Flaw {
        NONE,
        /** The first release frees the lock, however often it was acquired. */
        FREED_AT_ONCE,
        /** A holder's further grants have tokens of their own, of which the next hold's know nothing. */
        TOKENS_APART
    }

    /** As long as a hold lasts at most: where several wait, some are refused, and see what that is worth. */
    private static final Duration PATIENCE = Duration.ofMillis(40);

    private static final int NOBODY = -1;

    private final Flaw flaw;
    private final Map<String, Owner> locks = new HashMap<>();

    /** Who has a lock. */
    private static final class Owner {
        private int process = NOBODY;
        private int count;
        private long token;
    }

    JvmReentrantLocks(Flaw flaw) {
        this.flaw = flaw;
    }

    ReentrantFencedLockClient client(ClientContext context) {
        int process = context.process();
        return new ReentrantFencedLockClient() {
            @Override
            public Optional<Grant> acquire(String lock) throws InterruptedException {
                return JvmReentrantLocks.this.acquire(lock, process);
            }

            @Override
            public void release(String lock) throws DefiniteFailure {
                JvmReentrantLocks.this.release(lock, process);
            }
        };
    }

    private synchronized Optional<Grant> acquire(String lock, int process) throws InterruptedException {
        Owner owner = locks.computeIfAbsent(lock, name -> new Owner());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (owner.count > 0 && owner.process != process) {
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
        if (owner.count == 0) {
            owner.process = process;
            owner.token++;
        }
        owner.count++;
        return Optional.of(Grant.withToken(flaw == Flaw.TOKENS_APART ? owner.token + owner.count - 1 : owner.token));
    }

    private synchronized void release(String lock, int process) throws DefiniteFailure {
        Owner owner = locks.computeIfAbsent(lock, name -> new Owner());
        if (owner.process != process || (owner.count == 0 && flaw != Flaw.FREED_AT_ONCE)) {
            throw new DefiniteFailure("process " + process + " does not hold " + lock + ", " + owner.process + " does");
        }
        owner.count = flaw == Flaw.FREED_AT_ONCE ? 0 : owner.count - 1;
        if (owner.count == 0 && flaw != Flaw.FREED_AT_ONCE) {
            owner.process = NOBODY;
        }
        notifyAll();
    }
}
