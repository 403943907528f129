package io.ordeal.targets.etcd;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;

/** Registers whose writes are transactions that also read at a revision which may be gone: etcd's members part over it. */
public final class EtcdRegisterPastReadsTarget extends PlainTarget {
    public EtcdRegisterPastReadsTarget() {
        super(
                "etcd-register-past-reads",
                "three members of etcd; registers as keys, written in transactions that also read at an earlier revision, which"
                        + " compaction may have taken away",
                new EtcdCluster(),
                () -> ClientFactories.of(RegisterClient.class, EtcdClients.opening(EtcdPastReadingRegister::new)),
                List.of(Expectation.breaks(
                        "register",
                        Faults.NONE,
                        "nonlinearizable",
                        Duration.ofSeconds(30),
                        "etcd-io/etcd#18667, open: members that the client does not speak to leave the read out, and write where its own"
                                + " member refuses")));
    }
}
