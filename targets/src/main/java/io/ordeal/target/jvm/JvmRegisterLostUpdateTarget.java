package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.workload.register.CasRegisterClient;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;

/** A mutant that now and then acknowledges what it does not keep. */
public final class JvmRegisterLostUpdateTarget extends PlainTarget {
    public JvmRegisterLostUpdateTarget() {
        super(
                "jvm-register-lost-update",
                "a mutant of jvm-register that now and then acknowledges what it does not keep",
                ClusterDescription.none(),
                () -> {
                    JvmRegisters registers = new JvmRegisters(JvmRegisters.Flaw.LOST_UPDATE);
                    return ClientFactories.of(RegisterClient.class, context -> registers.client())
                            .and(CasRegisterClient.class, context -> registers.client());
                },
                List.of(
                        Expectation.breaks(
                                "register",
                                Faults.NONE,
                                "nonlinearizable",
                                Duration.ofSeconds(5),
                                "a mutant: the flaw is built in"),
                        Expectation.breaks(
                                "cas-register",
                                Faults.NONE,
                                "nonlinearizable",
                                Duration.ofSeconds(5),
                                "a mutant: the flaw is built in")));
    }
}
