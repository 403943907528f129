package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that leaves what a job wrote before it failed. */
public final class JvmJobPartialTarget extends PlainTarget {
    public JvmJobPartialTarget() {
        super(
                "jvm-job-partial",
                "a mutant of jvm-job that leaves what a job wrote before it failed",
                ClusterDescription.none(),
                () -> JvmJobs.clients(JvmJobs.Flaw.WRITES_DIRECTLY),
                List.of(Expectation.breaks("job", Faults.NONE, "partial-output", Mutant.SOON, Mutant.SOURCE)));
    }
}
