package io.ordeal.targets.etcd;

import io.ordeal.targets.parts.PlainTarget;
import java.util.stream.Stream;

/** Registers as keys of etcd, read as all members together have them. */
public final class EtcdRegisterTarget extends PlainTarget {
    public EtcdRegisterTarget() {
        super(
                "etcd-register",
                "three members of etcd; registers as keys, asked of the process' own member and agreed on by all",
                new EtcdCluster(),
                () -> EtcdClients.registers(false),
                Stream.of("register", "cas-register")
                        .flatMap(workload -> EtcdExpectations.agreed(workload, "nonlinearizable"))
                        .toList());
    }
}
