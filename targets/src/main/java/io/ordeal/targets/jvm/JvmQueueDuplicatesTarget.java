package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that delivers an element twice now and then. */
public final class JvmQueueDuplicatesTarget extends PlainTarget {
    public JvmQueueDuplicatesTarget() {
        super(
                "jvm-queue-duplicates",
                "a mutant of jvm-queue that now and then delivers an element twice",
                ClusterDescription.none(),
                () -> JvmQueues.clients(JvmQueues.Flaw.DUPLICATES),
                List.of(
                        Expectation.holds("queue", Faults.NONE, "delivered at least once, as it promises"),
                        Expectation.breaks("queue-once", Faults.NONE, "duplicated", Mutant.SOON, Mutant.SOURCE)));
    }
}
