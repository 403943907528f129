package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that acknowledges and forgets an element now and then. */
public final class JvmQueueLostTarget extends PlainTarget {
    public JvmQueueLostTarget() {
        super(
                "jvm-queue-lost",
                "a mutant of jvm-queue that now and then acknowledges an element and forgets it",
                ClusterDescription.none(),
                () -> JvmQueues.clients(JvmQueues.Flaw.LOST),
                List.of(
                        Expectation.breaks("queue", Faults.NONE, "lost", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks("queue-once", Faults.NONE, "lost", Mutant.SOON, Mutant.SOURCE)));
    }
}
