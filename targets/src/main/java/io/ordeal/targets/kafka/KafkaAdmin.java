package io.ordeal.targets.kafka;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** What the harness itself asks of a broker, round all proxies. */
final class KafkaAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private KafkaAdmin() {}

    /** The brokers that a client is told of where it asks. */
    static Collection<Node> brokers(InetSocketAddress broker) throws Exception {
        return ask(broker, admin -> admin.describeCluster().nodes().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Makes a topic if it is missing.
     *
     * @param keeper the number of the one broker that keeps all its partitions
     */
    static void create(InetSocketAddress broker, String topic, int partitions, int keeper) throws Exception {
        Map<Integer, List<Integer>> keepers =
                IntStream.range(0, partitions).boxed().collect(Collectors.toMap(each -> each, each -> List.of(keeper)));
        ask(broker, admin -> {
            Set<String> there = admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = there.contains(topic) ? List.of() : List.of(new NewTopic(topic, keepers));
            return admin.createTopics(missing).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Makes a topic of one partition if it is missing. */
    static void createReplicated(InetSocketAddress broker, String topic, int replicas) throws Exception {
        ask(broker, admin -> {
            Set<String> there = admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing =
                    there.contains(topic) ? List.of() : List.of(new NewTopic(topic, 1, (short) replicas));
            return admin.createTopics(missing).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** What a broker knows of a topic's first partition. */
    static TopicPartitionInfo partition(InetSocketAddress broker, String topic) throws Exception {
        return ask(
                broker,
                admin -> admin.describeTopics(List.of(topic))
                        .topicNameValues()
                        .values()
                        .iterator()
                        .next()
                        .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .partitions()
                        .get(0));
    }

    /** The number of the broker that leads it; negative if nobody does. */
    static int leader(InetSocketAddress broker, String topic) throws Exception {
        Node leader = partition(broker, topic).leader();
        return leader == null ? -1 : leader.id();
    }

    /** Sees to it that a share group, if one has this name, begins with the first record of what it reads. */
    static void readFromTheBeginning(InetSocketAddress broker, String group) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        AlterConfigOp earliest =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        ask(
                broker,
                admin -> admin.incrementalAlterConfigs(Map.of(resource, List.of(earliest)))
                        .all()
                        .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether a share group has passed by these partitions to their ends. */
    static boolean isDone(InetSocketAddress broker, Duration timeout, String group, List<TopicPartition> partitions)
            throws Exception {
        return ask(broker, timeout, admin -> {
            Map<TopicPartition, @Nullable SharePartitionOffsetInfo> passed = admin.listShareGroupOffsets(
                            Map.of(group, new ListShareGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetInfo(group)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return admin
                    .listOffsets(
                            partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                    .all()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()
                    .stream()
                    .allMatch(end -> {
                        SharePartitionOffsetInfo info = passed.get(end.getKey());
                        long all = end.getValue().offset();
                        // where it begins to read moves on some time after what was before it is done with
                        return (info == null ? all : info.lag().orElse(all - Math.max(0, info.startOffset()))) == 0;
                    });
        });
    }

    /**
     * Does one transaction, on nothing, with which the broker makes the topic that it keeps transactions in; without that
     * the clients' first would take seconds.
     */
    static void rehearse(InetSocketAddress broker) {
        try (KafkaProducer<Long, Long> producer = KafkaOutbox.producer(text(broker), "rehearsal", TIMEOUT)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.abortTransaction();
        }
    }

    /** What all clients are told of a broker, and of what they need not do. */
    static Map<String, Object> plain(String broker) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200,
                CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                "",
                CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
                false);
    }

    /** An address as clients are told it. */
    static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static <T> T ask(InetSocketAddress broker, Question<T> question) throws Exception {
        return ask(broker, TIMEOUT, question);
    }

    private static <T> T ask(InetSocketAddress broker, Duration timeout, Question<T> question) throws Exception {
        Map<String, Object> properties = new HashMap<>();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, text(broker));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        properties.put(AdminClientConfig.RETRIES_CONFIG, 0);
        Admin admin = Admin.create(properties);
        try {
            return question.ask(admin);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private interface Question<T> {
        T ask(Admin admin) throws Exception;
    }
}
