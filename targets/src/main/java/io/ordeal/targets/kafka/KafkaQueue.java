package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.workload.queue.QueueClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * A topic, whose records those who read it together are given each to one of them, as a queue: what is enqueued is a record, and
 * what is dequeued is one that the group has not said to be done with.
 */
abstract class KafkaQueue implements QueueClient {
    static final String TOPIC = "elements";

    /** As many as there may be workers, so that each of a group's members can have one. */
    static final int PARTITIONS = KafkaServer.MOST_WORKERS;

    static final List<TopicPartition> ALL = IntStream.range(0, PARTITIONS)
            .mapToObj(each -> new TopicPartition(TOPIC, each))
            .toList();

    static final Duration POLL = Duration.ofMillis(50);

    final InetSocketAddress address;
    private final String broker;
    final Duration timeout;
    private final KafkaSender sender;

    KafkaQueue(ClientContext context) {
        this(
                KafkaServer.endpoint(context, KafkaQueues.BROKER),
                context.operationTimeout().dividedBy(4));
    }

    /** @param timeout of what is asked, and how long a record is waited for */
    KafkaQueue(InetSocketAddress broker, Duration timeout) {
        this.address = broker;
        this.broker = KafkaAdmin.text(broker);
        this.timeout = timeout;
        this.sender = new KafkaSender(this.broker, timeout, "all");
    }

    @Override
    public final void enqueue(long element) throws Exception {
        sender.send(TOPIC, (int) (element % PARTITIONS), element);
    }

    /** What all who read it are told: a record at a time, from the first on. */
    final Map<String, Object> reading(String group) {
        int millis = (int) timeout.toMillis();
        Map<String, Object> properties = new HashMap<>(KafkaAdmin.plain(broker));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, LongDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, LongDeserializer.class);
        return properties;
    }

    /** Gives up what it reads with, and whatever it has not said to be done with. */
    abstract void drop();

    @Override
    public final void close() {
        sender.close();
        drop();
    }
}
