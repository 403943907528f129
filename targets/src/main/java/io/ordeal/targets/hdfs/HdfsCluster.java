package io.ordeal.targets.hdfs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A name node and three data nodes, each of which has every block. */
record HdfsCluster() implements ClusterDescription {
    static final String NAME_NODE = "nn";
    static final List<String> DATA_NODES = List.of("d1", "d2", "d3");

    /** Four JVMs, which a busy machine takes minutes for. */
    private static final Duration READY = Duration.ofMinutes(4);

    @Override
    public List<NodeSpec> nodes() {
        return Stream.concat(
                        Stream.of(new NodeSpec(NAME_NODE, new NameNode())),
                        IntStream.range(0, DATA_NODES.size())
                                .mapToObj(index -> new NodeSpec(DATA_NODES.get(index), new DataNode(index))))
                .toList();
    }

    @Override
    public Duration readyWithin() {
        return READY;
    }

    /** Whether the name node takes changes, and knows of all data nodes. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException {
        JsonNode state = NameNode.state(cluster.direct(NAME_NODE, NameNode.HTTP_PORT));
        return state.path("FSState").asText().equals("Operational")
                && state.path("NumLiveDataNodes").asInt() == DATA_NODES.size();
    }
}
