package io.ordeal.targets.kafka;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.queue.QueueClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topic of one broker, which is read by a group: what is on trial is the group, not who keeps the topic. */
final class KafkaQueues {
    static final String BROKER = "kafka";

    /**
     * How long a group waits for a member of which it hears nothing. Longer than most faults, so that what a member asked for
     * before one is done after it, as with the 45 s that there are unless told otherwise.
     */
    private static final Duration SESSION = Duration.ofSeconds(10);

    /** How long a record is lent. */
    private static final Duration LENT = Duration.ofSeconds(5);

    /** The most that a broker takes unless it is allowed more; five, unless told otherwise. */
    private static final int TIMES = 10;

    /** A JVM to format its folder and another to run, on a busy machine. */
    private static final Duration READY = Duration.ofMinutes(3);

    private KafkaQueues() {}

    private static Map<String, String> configuration() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String kind : List.of("group.consumer", "group.share")) {
            lines.put(kind + ".session.timeout.ms", millis(SESSION));
            lines.put(kind + ".min.session.timeout.ms", millis(SESSION));
            lines.put(kind + ".heartbeat.interval.ms", "500");
            lines.put(kind + ".min.heartbeat.interval.ms", "500");
            lines.put(kind + ".assignment.interval.ms", "0");
        }
        lines.put("group.share.record.lock.duration.ms", millis(LENT));
        lines.put("group.share.min.record.lock.duration.ms", millis(LENT));
        lines.put("group.share.delivery.count.limit", Integer.toString(TIMES));
        return lines;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** A broker that has the topic, and knows that a share group reads it from its beginning. */
    static ClusterDescription cluster() {
        return new ClusterDescription() {
            @Override
            public List<NodeSpec> nodes() {
                return List.of(new NodeSpec(BROKER, KafkaServer.alone(BROKER, configuration())));
            }

            @Override
            public Duration readyWithin() {
                return READY;
            }

            @Override
            public boolean isReady(Cluster cluster) throws Exception {
                InetSocketAddress broker = KafkaServer.direct(cluster, BROKER);
                KafkaAdmin.create(broker, KafkaQueue.TOPIC, KafkaQueue.PARTITIONS, 1);
                KafkaAdmin.readFromTheBeginning(broker, KafkaShareQueue.GROUP);
                return true;
            }
        };
    }

    static ClientFactories group(KafkaGroupQueue.Order order) {
        return ClientFactories.of(QueueClient.class, context -> new KafkaGroupQueue(context, order));
    }

    static ClientFactories shareGroup() {
        return ClientFactories.of(QueueClient.class, KafkaShareQueue::new);
    }
}
