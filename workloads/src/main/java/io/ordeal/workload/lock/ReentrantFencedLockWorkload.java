package io.ordeal.workload.lock;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.client.Client;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.KeysApart;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** As {@code fenced-lock}, of a lock that its holder acquires again, and releases as often: judged by the fencing tokens. */
public final class ReentrantFencedLockWorkload implements Workload<ReentrantFencedLockClient> {
    @Override
    public String name() {
        return "reentrant-fenced-lock";
    }

    @Override
    public String promise() {
        return "The fencing tokens of a hold, of which its holder may be granted several, are above those of every hold before it.";
    }

    @Override
    public Class<ReentrantFencedLockClient> clientType() {
        return ReentrantFencedLockClient.class;
    }

    @Override
    public boolean hasPausePoint() {
        return true;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("acquire", "lock1", List.of("lock1", 17L), ReentrantLockWorkload.ACQUIRES),
                new ServedOperation("release", "lock1", "lock1", ReentrantLockWorkload.RELEASES));
    }

    @Override
    public WorkloadRun<ReentrantFencedLockClient> start(WorkloadOptions options) {
        return LockRun.start(options, LockUse.ALONE, ReentrantLockOperations::new);
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(Checkers.named("fencing", CheckerOptions.DEFAULT), LockRun.demands());
    }
}
