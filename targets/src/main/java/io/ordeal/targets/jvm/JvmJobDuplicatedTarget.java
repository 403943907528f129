package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that now and then moves what two attempts of a task wrote. */
public final class JvmJobDuplicatedTarget extends PlainTarget {
    public JvmJobDuplicatedTarget() {
        super(
                "jvm-job-duplicated",
                "a mutant of jvm-job that now and then has a record of two attempts in its output",
                ClusterDescription.none(),
                () -> JvmJobs.clients(JvmJobs.Flaw.MOVES_TWICE),
                List.of(Expectation.breaks("job", Faults.NONE, "duplicated", Mutant.SOON, Mutant.SOURCE)));
    }
}
