package io.ordeal.target.kafka;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** One broker with two topics: rows, and the messages that tell of them. */
final class KafkaCluster implements ClusterDescription {
    static final String BROKER = "kafka";
    static final String ROWS = "rows";
    static final String MESSAGES = "messages";

    private static final int PARTITIONS = 3;

    @Override
    public List<NodeSpec> nodes() {
        return List.of(new NodeSpec(BROKER, new KafkaServer()));
    }

    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        InetSocketAddress broker = KafkaServer.direct(cluster, BROKER);
        KafkaAdmin.create(broker, Set.of(ROWS, MESSAGES), PARTITIONS);
        KafkaAdmin.rehearse(broker);
        return true;
    }
}
