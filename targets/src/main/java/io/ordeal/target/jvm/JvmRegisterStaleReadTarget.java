package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
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
