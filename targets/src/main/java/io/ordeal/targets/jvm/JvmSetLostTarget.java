package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that acknowledges and forgets an add now and then. */
public final class JvmSetLostTarget extends PlainTarget {
    public JvmSetLostTarget() {
        super(
                "jvm-set-lost",
                "a mutant of jvm-set that now and then acknowledges an add and forgets it",
                ClusterDescription.none(),
                () -> JvmSets.clients(true),
                List.of(
                        Expectation.breaks("set", Faults.NONE, "lost", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks("counter", Faults.NONE, "wrong-count", Mutant.SOON, Mutant.SOURCE)));
    }
}
