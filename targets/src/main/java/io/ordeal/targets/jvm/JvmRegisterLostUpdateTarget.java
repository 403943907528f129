package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that now and then acknowledges what it does not keep. */
public final class JvmRegisterLostUpdateTarget extends PlainTarget {
    public JvmRegisterLostUpdateTarget() {
        super(
                "jvm-register-lost-update",
                "a mutant of jvm-register that now and then acknowledges what it does not keep",
                ClusterDescription.none(),
                () -> JvmRegisters.clients(JvmRegisters.Flaw.LOST_UPDATE),
                List.of(
                        Expectation.breaks("register", Faults.NONE, "nonlinearizable", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks(
                                "cas-register", Faults.NONE, "nonlinearizable", Mutant.SOON, Mutant.SOURCE)));
    }
}
