package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.util.List;

/** Acquire and release, several locks by key, judged by the holds. Each lock is acquired once more when everything is healed. */
public final class LockWorkload extends LocksByKey<LockClient> {
    @Override
    public String name() {
        return "lock";
    }

    @Override
    public String promise() {
        return "At most one process holds a lock at any time, and only its holder releases it.";
    }

    @Override
    public Class<LockClient> clientType() {
        return LockClient.class;
    }

    @Override
    public boolean isUsual() {
        return true;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("acquire", "lock1", "lock1", "grants the lock; fails if it is not granted"),
                new ServedOperation(
                        "release", "lock1", "lock1", "gives the lock back; fails if this client is not its holder"));
    }

    @Override
    public WorkloadRun<LockClient> start(WorkloadOptions options) {
        return LockRun.start(options);
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(Checkers.named("mutex", CheckerOptions.DEFAULT), LockRun.demands());
    }
}
