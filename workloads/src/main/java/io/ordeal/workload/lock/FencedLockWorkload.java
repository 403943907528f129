package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.util.List;

/** Acquire and release, several locks by key, judged by the fencing tokens. Each lock is acquired once more when all is healed. */
public final class FencedLockWorkload extends LocksByKey<FencedLockClient> {
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
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "acquire",
                        "lock1",
                        List.of("lock1", 17L),
                        "grants the lock, with its fencing token; fails if it is not granted"),
                new ServedOperation(
                        "release", "lock1", "lock1", "gives the lock back; fails if this client is not its holder"));
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
