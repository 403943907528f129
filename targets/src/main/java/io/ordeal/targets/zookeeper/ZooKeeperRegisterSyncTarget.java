package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.util.List;

/** Registers as nodes of ZooKeeper, with a sync before each read. */
public final class ZooKeeperRegisterSyncTarget extends PlainTarget {
    public ZooKeeperRegisterSyncTarget() {
        super(
                "zookeeper-register-sync",
                "three ZooKeeper servers; registers as nodes, read from the process' own server after a sync, set by"
                        + " version",
                new ZooKeeperEnsemble(),
                () -> {
                    ClientFactory<CasRegisterClient> opener =
                            context -> new ZooKeeperRegister(ZooKeeperSession.toHome(context), true);
                    return ClientFactories.of(RegisterClient.class, opener)
                            .and(CasRegisterClient.class, opener)
                            .withLease(ZooKeeperSession.LONGEST_SILENCE);
                },
                List.of(
                        Expectation.mayBreak(
                                "register",
                                Faults.PARTITION,
                                "nonlinearizable",
                                "ZOOKEEPER-1675 and the ZooKeeper Internals guide: sync is no quorum operation, and a"
                                        + " leader that is cut off answers it for a while"),
                        Expectation.mayBreak(
                                "cas-register",
                                Faults.PARTITION,
                                "nonlinearizable",
                                "ZOOKEEPER-1675 and the ZooKeeper Internals guide: sync is no quorum operation, and a"
                                        + " leader that is cut off answers it for a while"),
                        Expectation.mayBreak(
                                "register",
                                Faults.WIPE,
                                "nonlinearizable",
                                "Junqueira, Reed and Serafini, Zab, DSN 2011: servers are taken to keep what they"
                                        + " logged; one that has forgotten it still votes, so that a quorum can be of"
                                        + " those who never had it"),
                        Expectation.mayBreak(
                                "cas-register",
                                Faults.WIPE,
                                "nonlinearizable",
                                "Junqueira, Reed and Serafini, Zab, DSN 2011: servers are taken to keep what they"
                                        + " logged; one that has forgotten it still votes, so that a quorum can be of"
                                        + " those who never had it"),
                        Expectation.holds(
                                "register",
                                Faults.ALL,
                                "ZooKeeper Programmer's Guide, Consistency Guarantees: sync, then read; updates by"
                                        + " quorum"),
                        Expectation.holds(
                                "register",
                                Faults.union(List.of(Faults.ALL, Faults.MEMBERS)),
                                ZooKeeperMembership.PROMISE),
                        Expectation.holds(
                                "cas-register",
                                Faults.ALL,
                                "ZooKeeper Programmer's Guide, Consistency Guarantees: sync, then read; updates by"
                                        + " quorum"),
                        Expectation.holds(
                                "cas-register",
                                Faults.union(List.of(Faults.ALL, Faults.MEMBERS)),
                                ZooKeeperMembership.PROMISE)));
    }
}
