package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;

/** Acquire and release, several locks by key, judged by the holds. Each lock is acquired once more when everything is healed. */
public final class LockWorkload implements Workload<LockClient> {
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
    public boolean hasPausePoint() {
        return true;
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
