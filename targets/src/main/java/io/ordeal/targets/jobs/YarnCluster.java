package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** YARN: a resource manager and two node managers. */
record YarnCluster() implements ClusterDescription {
    static final String MANAGER = "rm";
    static final List<String> NODES = List.of("nm1", "nm2");

    /** Three JVMs, which a busy machine takes minutes for. */
    private static final Duration READY = Duration.ofMinutes(4);

    private static final String PAST_LINKS =
            "application masters, tasks and node managers tell each other where they listen, at ports of the moment, and so reach"
                    + " each other past all links";

    @Override
    public List<NodeSpec> nodes() {
        return Stream.concat(
                        Stream.of(new NodeSpec(MANAGER, new ResourceManager())),
                        NODES.stream().map(node -> new NodeSpec(node, new NodeManager())))
                .toList();
    }

    @Override
    public Duration readyWithin() {
        return READY;
    }

    /** Whether the resource manager has all its nodes. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException {
        return ResourceManager.nodes(cluster, MANAGER) == NODES.size();
    }

    @Override
    public Map<String, String> refusedFaults() {
        return SparkCluster.pastLinks(PAST_LINKS);
    }
}
