package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;

/** Registers as nodes of ZooKeeper, read as they come. */
public final class ZooKeeperRegisterTarget extends PlainTarget {
    public ZooKeeperRegisterTarget() {
        super(
                "zookeeper-register",
                "three ZooKeeper servers; registers as nodes, read from the process' own server, set by version",
                new ZooKeeperEnsemble(),
                () -> {
                    ClientFactory<CasRegisterClient> opener =
                            context -> new ZooKeeperRegister(ZooKeeperSession.toHome(context), false);
                    return ClientFactories.of(RegisterClient.class, opener)
                            .and(CasRegisterClient.class, opener)
                            .withLease(ZooKeeperSession.LONGEST_SILENCE);
                },
                List.of(
                        Expectation.breaks(
                                "register",
                                Faults.LATENCY,
                                "nonlinearizable",
                                Duration.ofSeconds(60),
                                "ZooKeeper Programmer's Guide, Consistency Guarantees: a server may answer a read from the past"),
                        Expectation.mayBreak(
                                "register",
                                Faults.NONE,
                                "nonlinearizable",
                                "ZooKeeper Programmer's Guide, Consistency Guarantees: a server may answer a read from the past"),
                        Expectation.mayBreak(
                                "cas-register",
                                Faults.NONE,
                                "nonlinearizable",
                                "ZooKeeper Programmer's Guide, Consistency Guarantees: a server may answer a read from the past")));
    }
}
