package io.ordeal.targets.jobs;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is expected of the protocols, on either system, and who says so. */
final class JobExpectations {
    /** What they are put through: tasks, machines and drivers die, and freeze. */
    static final Set<String> TAKEN =
            Faults.union(List.of(Faults.NODES, Faults.KILL_WORKER, Faults.CLIENT_PAUSE, Faults.KILL_COORDINATOR));

    static final String V1_HOLDS =
            "Hadoop's documentation, Committing work to S3 with the S3A committers, the v1 commit algorithm: the work of a task is"
                    + " committed by one rename, and can be seen when the job commits alone; the marker is put last";

    private static final String JOB = "job";

    private static final String V2_BREAKS =
            "MAPREDUCE-7282 (the v2 commit algorithm is dangerous: a task that dies in its commit leaves files beside those of the"
                    + " attempt after it) and SPARK-33019; MAPREDUCE-4815: what tasks have committed is seen though the job fails";

    private static final String DIRECT_BREAKS =
            "SPARK-10063: direct output committers are removed, as with speculation or a task that fails the output is not what one"
                    + " attempt wrote";

    private static final Duration SURELY = Duration.ofSeconds(60);

    private JobExpectations() {}

    static List<Expectation> v2() {
        return breaking(V2_BREAKS);
    }

    static List<Expectation> direct() {
        return breaking(DIRECT_BREAKS);
    }

    /** A job that fails leaves what its tasks had done by then, and no fault is needed for that. */
    private static List<Expectation> breaking(String source) {
        return List.of(Expectation.breaks(JOB, Faults.NONE, List.of("partial-output", "duplicated"), SURELY, source));
    }
}
