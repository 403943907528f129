package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that now and then returns the value before the last. */
public final class JvmRegisterStaleReadTarget extends PlainTarget {
    public JvmRegisterStaleReadTarget() {
        super(
                "jvm-register-stale-read",
                "a mutant of jvm-register that now and then returns the value before the last",
                ClusterDescription.none(),
                () -> JvmRegisters.clients(JvmRegisters.Flaw.STALE_READ),
                List.of(
                        Expectation.breaks("register", Faults.NONE, "nonlinearizable", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks(
                                "cas-register", Faults.NONE, "nonlinearizable", Mutant.SOON, Mutant.SOURCE)));
    }
}
