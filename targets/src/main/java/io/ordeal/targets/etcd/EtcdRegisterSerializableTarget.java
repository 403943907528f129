package io.ordeal.targets.etcd;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Registers as keys of etcd, read from whichever member is asked. */
public final class EtcdRegisterSerializableTarget extends PlainTarget {
    private static final String OUT_OF_DATE =
            "etcd documentation, API reference, RangeRequest: a serializable read is served locally, and may be out of date;"
                    + " Jepsen, etcd 3.4.3, 2020";

    public EtcdRegisterSerializableTarget() {
        super(
                "etcd-register-serializable",
                "three members of etcd; registers as keys, read as the process' own member has them (\"serializable\")",
                new EtcdCluster(),
                () -> EtcdClients.registers(true),
                List.of(
                        Expectation.breaks(
                                "register", Faults.LATENCY, "nonlinearizable", Duration.ofSeconds(60), OUT_OF_DATE),
                        Expectation.breaks(
                                "register", Faults.PARTITION, "nonlinearizable", Duration.ofSeconds(60), OUT_OF_DATE),
                        Expectation.mayBreak("register", Faults.NONE, "nonlinearizable", OUT_OF_DATE),
                        Expectation.mayBreak("cas-register", Faults.NONE, "nonlinearizable", OUT_OF_DATE)));
    }
}
