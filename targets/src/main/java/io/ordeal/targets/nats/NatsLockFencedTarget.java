package io.ordeal.targets.nats;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** {@link NatsLockTarget} fenced by the revision of the key. */
public final class NatsLockFencedTarget extends PlainTarget {
    private static final Set<String> ALL = Faults.union(List.of(NatsExpectations.TAKEN, Faults.CLIENT_PAUSE));
    private static final String REVISION =
            "NATS documentation, key/value: revisions are a stream's numbers, which number all writes in one order";

    public NatsLockFencedTarget() {
        super(
                "nats-lock-fenced",
                "nats-lock, with the key's revision as fencing token",
                new NatsCluster(NatsCluster.Stream.LOCKS, NatsServer.USUAL_SYNC),
                NatsClients::fencedLocks,
                List.of(
                        Expectation.holds("fenced-lock", ALL, REVISION),
                        Expectation.holds("guarded-set", ALL, REVISION),
                        Expectation.mayBreak(
                                "lock", Faults.CLIENT_PAUSE, "overlapping-holds", LockExpectations.LEASE_RUNS_OUT),
                        Expectation.holds("lock", NatsExpectations.TAKEN, NatsExpectations.RAFT)));
    }
}
