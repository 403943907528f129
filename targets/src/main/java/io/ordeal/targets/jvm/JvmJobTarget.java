package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** Jobs whose output is there in one step. */
public final class JvmJobTarget extends PlainTarget {
    public JvmJobTarget() {
        super(
                "jvm-job",
                "jobs inside this JVM, whose output is there in one step",
                ClusterDescription.none(),
                () -> JvmJobs.clients(JvmJobs.Flaw.NONE),
                List.of(Expectation.holds(
                        "job",
                        Faults.CLIENT_PAUSE,
                        "what tasks wrote becomes the output in one step, under one monitor")));
    }
}
