package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** Registers under one monitor. */
public final class JvmRegisterTarget extends PlainTarget {
    public JvmRegisterTarget() {
        super(
                "jvm-register",
                "registers inside this JVM, under one monitor",
                ClusterDescription.none(),
                () -> JvmRegisters.clients(JvmRegisters.Flaw.NONE),
                List.of(
                        Expectation.holds(
                                "register", Faults.CLIENT_PAUSE, "every operation is one step under one monitor"),
                        Expectation.holds(
                                "cas-register", Faults.CLIENT_PAUSE, "every operation is one step under one monitor")));
    }
}
