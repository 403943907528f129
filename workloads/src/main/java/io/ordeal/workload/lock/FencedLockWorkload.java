package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;

/** Acquire and release, several locks by key, judged by the fencing tokens. Each lock is acquired once more when all is healed. */
public final class FencedLockWorkload implements Workload<FencedLockClient> {
    @Override
    public String name() {
        return "fenced-lock";
    }

    @Override
    public String promise() {
        return "The fencing token of every grant is above that of every grant before it.";
    }

    @Override
    public Class<FencedLockClient> clientType() {
        return FencedLockClient.class;
    }

    @Override
    public boolean hasPausePoint() {
        return true;
    }

    @Override
    public WorkloadRun<FencedLockClient> start(WorkloadOptions options) {
        return LockRun.start(options);
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(Checkers.named("fencing", CheckerOptions.DEFAULT), LockRun.demands());
    }
}
