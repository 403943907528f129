package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.SemaphoreClient;
import io.ordeal.workload.lock.SemaphoreWorkload;
import java.util.List;

/** A mutant that lets one more in than it has permits. */
public final class JvmSemaphoreTooManyTarget extends PlainTarget {
    public JvmSemaphoreTooManyTarget() {
        super(
                "jvm-semaphore-too-many",
                "a mutant of jvm-semaphore that lets one more in than it has permits",
                ClusterDescription.none(),
                () -> ClientFactories.of(
                        SemaphoreClient.class,
                        new JvmLocks(JvmLocks.Flaw.ONE_TOO_MANY, SemaphoreWorkload.PERMITS)::semaphore),
                List.of(Expectation.breaks("semaphore", Faults.NONE, "overlapping-holds", Mutant.SOON, Mutant.SOURCE)));
    }
}
