package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that now and then forgets a record. */
public final class JvmJobLostTarget extends PlainTarget {
    public JvmJobLostTarget() {
        super(
                "jvm-job-lost",
                "a mutant of jvm-job that now and then forgets a record",
                ClusterDescription.none(),
                () -> JvmJobs.clients(JvmJobs.Flaw.FORGETS),
                List.of(Expectation.breaks("job", Faults.NONE, "lost", Mutant.SOON, Mutant.SOURCE)));
    }
}
