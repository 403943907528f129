package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.util.List;
import java.util.Optional;

/**
 * Acquire and release of permits, several semaphores by key, judged by the holds. A permit of each is acquired once more when
 * everything is healed.
 */
public final class SemaphoreWorkload extends LocksByKey<SemaphoreClient> {
    /** How many may hold a semaphore at once: more than one, and few enough that its takers have to wait. */
    public static final int PERMITS = 2;

    @Override
    public String name() {
        return "semaphore";
    }

    @Override
    public String promise() {
        return "At most " + PERMITS
                + " processes hold a semaphore at any time, and only a holder gives its permit back.";
    }

    @Override
    public Class<SemaphoreClient> clientType() {
        return SemaphoreClient.class;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "acquire",
                        "lock1",
                        "lock1",
                        "grants one of the " + PERMITS
                                + " permits of the semaphore of that name; fails if none is granted"),
                new ServedOperation("release", "lock1", "lock1", "gives it back; fails if this client holds none"));
    }

    @Override
    public WorkloadRun<SemaphoreClient> start(WorkloadOptions options) {
        return LockRun.start(
                options, LockUse.PERMITS, (client, context) -> new LockOperations(new OnePermit(client), context));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("semaphore", CheckerOptions.DEFAULT.withPermits(PERMITS)),
                LockRun.demands(Requirement.permitContention(PERMITS)));
    }

    /** A permit, to whoever holds it, is a lock. */
    private record OnePermit(SemaphoreClient semaphores) implements LockClient {
        @Override
        public Optional<Grant> acquire(String semaphore) throws Exception {
            return semaphores.acquire(semaphore) ? Optional.of(Grant.plain()) : Optional.empty();
        }

        @Override
        public void release(String semaphore) throws Exception {
            semaphores.release(semaphore);
        }

        @Override
        public void close() throws Exception {
            semaphores.close();
        }
    }
}
