package io.ordeal.targets.etcd;

import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** The lock of etcd's API, a lease. */
public final class EtcdLockTarget extends PlainTarget {
    public EtcdLockTarget() {
        super(
                "etcd-lock",
                "three members of etcd; the lock of its API, with a lease of 2 s for each grant",
                new EtcdCluster(),
                EtcdClients::locks,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60),
                                "Jepsen, etcd 3.4.3, 2020: etcd's locks are leases, and exclude nobody once a lease has run out unnoticed"),
                        LockExpectations.holds(
                                EtcdExpectations.TAKEN,
                                "etcd documentation, Lock service: held as long as the lease is; holds far shorter than that, and leases that a new leader prolongs")));
    }
}
