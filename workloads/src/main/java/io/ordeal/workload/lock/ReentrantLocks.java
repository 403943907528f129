package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.util.List;

/** A lock that its holder acquires again, and releases as often. */
abstract class ReentrantLocks<C extends ReentrantLockClient> extends LocksByKey<C> {
    private final Object granted;
    private final String checker;

    /**
     * @param granted the ok value of an acquire of {@code lock1}, to clients that are processes of their own
     * @param checker by whose name it is judged
     */
    ReentrantLocks(Object granted, String checker) {
        this.granted = granted;
        this.checker = checker;
    }

    @Override
    public final List<ServedOperation> operations() {
        return List.of(
                new ServedOperation(
                        "acquire",
                        "lock1",
                        granted,
                        "grants the lock, and to its holder up to twice again, of which some is given back; fails if it is"
                                + " not granted"),
                new ServedOperation(
                        "release",
                        "lock1",
                        "lock1",
                        "gives back all that is left; fails if this client is not its holder"));
    }

    @Override
    public final WorkloadRun<C> start(WorkloadOptions options) {
        return LockRun.start(options, LockUse.ALONE, ReentrantLockOperations::new);
    }

    @Override
    public final Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(Checkers.named(checker, CheckerOptions.DEFAULT), LockRun.demands());
    }
}
