package io.ordeal.target.kafka;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** What the harness itself asks of a broker, round all proxies. */
final class KafkaAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private KafkaAdmin() {}

    /** How many brokers there are. */
    static int brokers(InetSocketAddress broker) throws Exception {
        return ask(
                broker,
                admin -> admin.describeCluster()
                        .nodes()
                        .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .size());
    }

    /** Makes the topics that are missing. */
    static void create(InetSocketAddress broker, Set<String> topics, int partitions) throws Exception {
        ask(broker, admin -> {
            Set<String> there = admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !there.contains(topic))
                    .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1)))
                    .toList();
            return admin.createTopics(missing).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private static <T> T ask(InetSocketAddress broker, Question<T> question) throws Exception {
        Map<String, Object> properties = new HashMap<>();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getHostString() + ":" + broker.getPort());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
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
