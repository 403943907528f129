package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.SemaphoreClient;
import io.ordeal.workload.lock.SemaphoreWorkload;
import java.util.List;

/** A library's semaphore: others block until one of its holders gives a permit back. */
public final class JvmSemaphoreTarget extends PlainTarget {
    public JvmSemaphoreTarget() {
        super(
                "jvm-semaphore",
                "semaphores inside this JVM: a monitor that knows the holders, on which others wait",
                ClusterDescription.none(),
                () -> ClientFactories.of(
                        SemaphoreClient.class, new JvmLocks(JvmLocks.Flaw.NONE, SemaphoreWorkload.PERMITS)::semaphore),
                List.of(Expectation.holds(
                        "semaphore",
                        Faults.CLIENT_PAUSE,
                        "the text: a semaphore of one process; it has no lease that could run out")));
    }
}
