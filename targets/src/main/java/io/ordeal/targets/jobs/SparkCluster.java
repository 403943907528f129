package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.util.List;

/** A standalone Spark: a master and two workers. */
record SparkCluster() implements JobCluster {
    static final String MASTER = "master";
    static final List<String> WORKERS = List.of("w1", "w2");

    @Override
    public NodeSpec master() {
        return new NodeSpec(MASTER, new SparkMasterServer());
    }

    @Override
    public List<NodeSpec> workers() {
        return WORKERS.stream()
                .map(node -> new NodeSpec(node, new SparkWorkerServer()))
                .toList();
    }

    @Override
    public int workersAlive(Cluster cluster) throws IOException {
        return SparkMasterServer.state(cluster, MASTER).path("aliveworkers").asInt();
    }

    @Override
    public String pastLinks() {
        return "drivers, executors and the master tell each other where they listen, at ports of the moment, and so reach each"
                + " other past all links";
    }
}
