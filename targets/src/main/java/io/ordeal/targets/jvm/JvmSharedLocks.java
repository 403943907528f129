package io.ordeal.targets.jvm;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Locks inside this JVM that many may share, or one may have alone: a monitor that knows who has what, on which others wait.
 * Who wants a lock alone waits until nobody has a share of it.
 */
final class JvmSharedLocks {
    /** Longer than a hold lasts: where several wait, some are refused, and see what that is worth. */
    private static final Duration PATIENCE = Duration.ofMillis(60);

    private final boolean heedless;
    private final Map<String, Owners> locks = new HashMap<>();

    /** Who has a lock. */
    private static final class Owners {
        private @Nullable Integer alone;
        private final Set<Integer> sharing = new HashSet<>();
    }

    /** @param heedless whether who wants a lock alone heeds others who want so, and those who share it not: a flaw */
    JvmSharedLocks(boolean heedless) {
        this.heedless = heedless;
    }

    ReadWriteLockClient client(ClientContext context) {
        int process = context.process();
        return new ReadWriteLockClient() {
            @Override
            public Optional<Grant> acquire(String lock) throws InterruptedException {
                return taken(lock, process, false);
            }

            @Override
            public Optional<Grant> acquireShared(String lock) throws InterruptedException {
                return taken(lock, process, true);
            }

            @Override
            public void release(String lock) throws DefiniteFailure {
                JvmSharedLocks.this.release(lock, process);
            }
        };
    }

    private synchronized Optional<Grant> taken(String lock, int process, boolean shared) throws InterruptedException {
        Owners owners = locks.computeIfAbsent(lock, name -> new Owners());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (owners.alone != null || !(shared || heedless || owners.sharing.isEmpty())) {
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
        if (shared) {
            owners.sharing.add(process);
        } else {
            owners.alone = process;
        }
        return Optional.of(Grant.plain());
    }

    private synchronized void release(String lock, int process) throws DefiniteFailure {
        Owners owners = locks.computeIfAbsent(lock, name -> new Owners());
        if (owners.alone != null && owners.alone == process) {
            owners.alone = null;
        } else if (!owners.sharing.remove(process)) {
            throw new DefiniteFailure("process " + process + " has nothing of " + lock);
        }
        notifyAll();
    }
}
