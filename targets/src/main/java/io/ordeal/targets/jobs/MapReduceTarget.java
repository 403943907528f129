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

/** Jobs of MapReduce on YARN, by one of the protocols. */
abstract class MapReduceTarget extends PlainTarget {
    MapReduceTarget(Protocol protocol, List<Expectation> expectations) {
        super(
                "mapreduce-job" + protocol.suffix,
                "MapReduce on YARN, a resource manager and two node managers; jobs with speculation, by "
                        + protocol.how,
                new YarnCluster(),
                () -> ClientFactories.of(JobClient.class, command(protocol)),
                expectations);
    }

    @Override
    public final List<String> lacking(ClusterKind kind) {
        return Outputs.lacking(kind);
    }

    private static ClientCommand command(Protocol protocol) {
        List<String> options = new ArrayList<>(List.of("-Xmx160m"));
        options.addAll(HarnessJava.UNVERIFIED);
        options.addAll(YarnServer.OPENED);
        return ClientCommand.main(MapReduceProgram.class, options, List.of(protocol.name()));
    }
}
