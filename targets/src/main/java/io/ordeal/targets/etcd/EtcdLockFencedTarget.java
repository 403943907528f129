package io.ordeal.targets.etcd;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** The lock of etcd's API, fenced by the revision of the holder's key. */
public final class EtcdLockFencedTarget extends PlainTarget {
    private static final Set<String> ALL = Faults.union(List.of(EtcdExpectations.TAKEN, Faults.CLIENT_PAUSE));
    private static final String REVISION =
            "Jepsen, etcd 3.4.3, 2020: safe once updates are guarded by the revision of the lock's key; revisions number all updates in one order";

    public EtcdLockFencedTarget() {
        super(
                "etcd-lock-fenced",
                "three members of etcd; the lock of its API, with the revision of the holder's key as fencing token",
                new EtcdCluster(),
                EtcdClients::fencedLocks,
                List.of(
                        Expectation.holds("fenced-lock", ALL, REVISION),
                        Expectation.holds("guarded-set", ALL, REVISION),
                        Expectation.mayBreak(
                                "lock",
                                Faults.CLIENT_PAUSE,
                                "overlapping-holds",
                                "Jepsen, etcd 3.4.3, 2020: etcd's locks are leases; who sleeps past the end of his goes on as if he held it"),
                        Expectation.holds(
                                "lock",
                                EtcdExpectations.TAKEN,
                                "etcd documentation, Lock service: held as long as the lease is; holds far shorter than that, and leases that a new leader prolongs")));
    }
}
