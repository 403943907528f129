package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that delivers what nobody put in now and then. */
public final class JvmQueueUnexpectedTarget extends PlainTarget {
    public JvmQueueUnexpectedTarget() {
        super(
                "jvm-queue-unexpected",
                "a mutant of jvm-queue that now and then delivers what nobody put in",
                ClusterDescription.none(),
                () -> JvmQueues.clients(JvmQueues.Flaw.UNEXPECTED),
                List.of(
                        Expectation.breaks("queue", Faults.NONE, "unexpected", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks("queue-once", Faults.NONE, "unexpected", Mutant.SOON, Mutant.SOURCE)));
    }
}
