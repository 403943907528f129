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

/** As {@code lock}, of a lock that its holder acquires again, and releases as often: judged by the holds. */
public final class ReentrantLockWorkload implements Workload<ReentrantLockClient> {
    /** What an acquire is, of a client that is a process of its own. */
    static final String ACQUIRES =
            "grants the lock, and to its holder up to twice again, of which some is given back; fails if it is not granted";

    static final String RELEASES = "gives back all that is left; fails if this client is not its holder";

    @Override
    public String name() {
        return "reentrant-lock";
    }

    @Override
    public String promise() {
        return "At most one process holds a lock at any time, until it has released it as often as it acquired it.";
    }

    @Override
    public Class<ReentrantLockClient> clientType() {
        return ReentrantLockClient.class;
    }

    @Override
    public boolean hasPausePoint() {
        return true;
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("acquire", "lock1", "lock1", ACQUIRES),
                new ServedOperation("release", "lock1", "lock1", RELEASES));
    }

    @Override
    public WorkloadRun<ReentrantLockClient> start(WorkloadOptions options) {
        return LockRun.start(options, LockUse.ALONE, ReentrantLockOperations::new);
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(Checkers.named("mutex", CheckerOptions.DEFAULT), LockRun.demands());
    }
}
