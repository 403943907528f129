package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A standalone Spark: a master and two workers. */
record SparkCluster() implements ClusterDescription {
    static final String MASTER = "master";
    static final List<String> WORKERS = List.of("w1", "w2");

    /** Three JVMs, which a busy machine takes minutes for. */
    private static final Duration READY = Duration.ofMinutes(4);

    private static final String PAST_LINKS =
            "drivers, executors and the master tell each other where they listen, at ports of the moment, and so reach each other"
                    + " past all links";

    @Override
    public List<NodeSpec> nodes() {
        return Stream.concat(
                        Stream.of(new NodeSpec(MASTER, new SparkMasterServer())),
                        WORKERS.stream().map(node -> new NodeSpec(node, new SparkWorkerServer())))
                .toList();
    }

    @Override
    public Duration readyWithin() {
        return READY;
    }

    /** Whether the master has all its workers. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException {
        return SparkMasterServer.state(cluster, MASTER).path("aliveworkers").asInt() == WORKERS.size();
    }

    @Override
    public Map<String, String> refusedFaults() {
        return pastLinks(PAST_LINKS);
    }

    /** All faults of links, for one reason. */
    static Map<String, String> pastLinks(String reason) {
        return Stream.of(
                        "partition",
                        "latency",
                        "bandwidth",
                        "reset",
                        "slices",
                        "slow-close",
                        "hold",
                        "repeat",
                        "reorder",
                        "packet-loss")
                .collect(Collectors.toMap(Function.identity(), kind -> reason));
    }
}
