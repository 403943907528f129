package io.ordeal.targets.kafka;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brokers with two topics: rows, and the messages that tell of them. The first is the controller, and keeps the states of
 * all transactions; nothing is kept on two brokers.
 */
final class KafkaCluster implements ClusterDescription {
    static final String ROWS = "rows";
    static final String MESSAGES = "messages";

    private final List<String> brokers;
    private final int partitions;

    private KafkaCluster(List<String> brokers, int partitions) {
        this.brokers = brokers;
        this.partitions = partitions;
    }

    /** One broker, which has all. Both topics have several partitions, so that a transaction spans them. */
    static KafkaCluster ofOne() {
        return new KafkaCluster(List.of("kafka"), 3);
    }

    /**
     * Two brokers: b1 has the rows, b2 the messages, in one partition each. So b2 can be lost while whoever ends
     * transactions lives on, and each transaction of a worker touches the same two partitions as the one before it.
     */
    static KafkaCluster ofTwo() {
        return new KafkaCluster(List.of("b1", "b2"), 1);
    }

    private Map<String, String> topics() {
        Map<String, String> topics = new LinkedHashMap<>();
        topics.put(ROWS, brokers.get(0));
        topics.put(MESSAGES, brokers.get(brokers.size() - 1));
        return topics;
    }

    @Override
    public List<NodeSpec> nodes() {
        return brokers.stream()
                .map(name -> new NodeSpec(name, new KafkaServer(brokers)))
                .toList();
    }

    /**
     * A broker is a JVM to format its folder and another to run, and the second broker waits for the first. At a load of 15, two
     * processors had one broker up after 50 s.
     */
    @Override
    public Duration readyWithin() {
        return Duration.ofMinutes(2).multipliedBy(brokers.size());
    }

    /** One after the other: what a broker makes by itself, as the topic of transactions, it keeps where there is a broker. */
    @Override
    public List<List<String>> startOrder() {
        return brokers.stream().map(List::of).toList();
    }

    @Override
    public boolean isReady(Cluster cluster, int group) {
        KafkaAdmin.rehearse(KafkaServer.direct(cluster, brokers.get(0)));
        return true;
    }

    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        InetSocketAddress broker = KafkaServer.direct(cluster, brokers.get(0));
        KafkaAdmin.rehearse(broker);
        for (Map.Entry<String, String> topic : topics().entrySet()) {
            KafkaAdmin.create(broker, topic.getKey(), partitions, brokers.indexOf(topic.getValue()) + 1);
        }
        return true;
    }
}
