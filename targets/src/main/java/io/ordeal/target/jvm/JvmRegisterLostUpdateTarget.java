package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
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
