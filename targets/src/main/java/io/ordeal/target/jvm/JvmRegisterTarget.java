package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.util.List;

/** Registers under one monitor. */
public final class JvmRegisterTarget extends PlainTarget {
    public JvmRegisterTarget() {
        super(
                "jvm-register",
                "registers inside this JVM, under one monitor",
                ClusterDescription.none(),
                () -> {
                    JvmRegisters registers = new JvmRegisters(JvmRegisters.Flaw.NONE);
                    return ClientFactories.of(RegisterClient.class, context -> registers.client())
                            .and(CasRegisterClient.class, context -> registers.client());
                },
                List.of(
                        Expectation.holds(
                                "register", Faults.CLIENT_PAUSE, "every operation is one step under one monitor"),
                        Expectation.holds(
                                "cas-register", Faults.CLIENT_PAUSE, "every operation is one step under one monitor")));
    }
}
