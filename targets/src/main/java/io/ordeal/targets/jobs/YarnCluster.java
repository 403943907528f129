package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.util.List;

/** YARN: a resource manager and two node managers. */
record YarnCluster() implements JobCluster {
    static final String MANAGER = "rm";
    static final List<String> NODES = List.of("nm1", "nm2");

    @Override
    public NodeSpec master() {
        return new NodeSpec(MANAGER, new ResourceManager());
    }

    @Override
    public List<NodeSpec> workers() {
        return NODES.stream().map(node -> new NodeSpec(node, new NodeManager())).toList();
    }

    @Override
    public int workersAlive(Cluster cluster) throws IOException {
        return ResourceManager.nodes(cluster, MANAGER);
    }

    @Override
    public String pastLinks() {
        return "application masters, tasks and node managers tell each other where they listen, at ports of the moment, and so"
                + " reach each other past all links";
    }
}
