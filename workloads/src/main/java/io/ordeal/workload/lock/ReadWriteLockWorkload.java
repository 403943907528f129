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

/**
 * Acquire, alone or as one of many, and release, several locks by key, judged by the holds. Each lock is acquired alone once
 * more when everything is healed.
 */
public final class ReadWriteLockWorkload extends LocksByKey<ReadWriteLockClient> {
    @Override
    public String name() {
        return "read-write-lock";
    }

    @Override
    public String promise() {
        return "Whoever holds a lock is alone with it, though many may share it; only who has it releases it.";
    }

    @Override
    public Class<ReadWriteLockClient> clientType() {
        return ReadWriteLockClient.class;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "acquire",
                        "lock1",
                        "lock1",
                        "grants the lock to this client alone; fails if it is not granted"),
                new ServedOperation(
                        LockUse.ACQUIRE_SHARED,
                        "lock2",
                        "lock2",
                        "grants a share of the lock, which others may have, too; fails if it is not granted"),
                new ServedOperation(
                        "release", "lock1", "lock1", "gives back what this client has of it; fails if it has nothing"));
    }

    @Override
    public WorkloadRun<ReadWriteLockClient> start(WorkloadOptions options) {
        return LockRun.start(options, LockUse.SHARED, LockOperations::new);
    }

    /** Beside what is asked of every lock, twenty shares: a lock that gave none would be as good as any. */
    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("read-write-mutex", CheckerOptions.DEFAULT),
                LockRun.demands(Requirement.lockContention(), Requirement.okOperations(LockUse.ACQUIRE_SHARED, 20)));
    }
}
