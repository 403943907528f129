package io.ordeal.targets.jobs;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.job.JobClient;
import java.util.ArrayList;
import java.util.List;

/** Jobs on a standalone Spark, by one of the protocols. */
abstract class SparkTarget extends PlainTarget {
    SparkTarget(Protocol protocol, List<Expectation> expectations) {
        super(
                "spark-job" + protocol.suffix,
                "Spark, a master and two workers; jobs with speculation, by " + protocol.how,
                new SparkCluster(),
                () -> ClientFactories.of(
                        JobClient.class, ClientCommand.main(SparkProgram.class, options(), List.of(protocol.name()))),
                expectations);
    }

    @Override
    public final List<String> lacking(ClusterKind kind) {
        return Outputs.lacking(kind);
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        options.addAll(HarnessJava.UNVERIFIED);
        options.addAll(SparkServer.OPENED);
        return options;
    }
}
