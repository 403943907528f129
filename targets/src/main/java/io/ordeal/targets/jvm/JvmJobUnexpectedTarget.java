package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that now and then moves what another job wrote. */
public final class JvmJobUnexpectedTarget extends PlainTarget {
    public JvmJobUnexpectedTarget() {
        super(
                "jvm-job-unexpected",
                "a mutant of jvm-job that now and then has a record of another job in its output",
                ClusterDescription.none(),
                () -> JvmJobs.clients(JvmJobs.Flaw.MOVES_ANOTHERS),
                List.of(Expectation.breaks("job", Faults.NONE, "unexpected", Mutant.SOON, Mutant.SOURCE)));
    }
}
