package io.ordeal.targets.kafka;

import io.ordeal.client.DefiniteFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;

/** Reads topics from their beginning to their end; takes nothing away. */
final class TopicReader {
    private final String broker;
    private final Duration timeout;
    private final boolean committedOnly;

    TopicReader(String broker, Duration timeout, boolean committedOnly) {
        this.broker = broker;
        this.timeout = timeout;
        this.committedOnly = committedOnly;
    }

    /**
     * All numbers in a topic.
     *
     * @throws DefiniteFailure transactions are open in it, and only what was committed is to be read; or it was not read
     *     to its end in time
     */
    List<Long> read(String topic) throws DefiniteFailure {
        Map<TopicPartition, Long> ends = ends(topic, IsolationLevel.READ_UNCOMMITTED);
        IsolationLevel level = committedOnly ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        try (KafkaConsumer<Long, Long> consumer = consumer(level)) {
            if (!consumer.endOffsets(ends.keySet()).equals(ends)) {
                throw new DefiniteFailure("transactions are open: of " + topic + " not all can be read yet");
            }
            return read(consumer, ends);
        }
    }

    /**
     * The transactions that are open, the first of each partition, by where they begin: that is where a partition's last
     * stable offset stays as long as they are.
     */
    List<String> open(String topic) {
        // the end first: what is written meanwhile is no transaction that was open
        Map<TopicPartition, Long> ends = ends(topic, IsolationLevel.READ_UNCOMMITTED);
        return ends(topic, IsolationLevel.READ_COMMITTED).entrySet().stream()
                .filter(stable -> stable.getValue() < ends.getOrDefault(stable.getKey(), 0L))
                .map(stable -> stable.getKey() + " from offset " + stable.getValue())
                .sorted()
                .toList();
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel level) {
        try (KafkaConsumer<Long, Long> consumer = consumer(level)) {
            return consumer.endOffsets(partitions(consumer, topic));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<Long, Long> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private List<Long> read(KafkaConsumer<Long, Long> consumer, Map<TopicPartition, Long> ends) throws DefiniteFailure {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        List<Long> numbers = new ArrayList<>();
        // what marks a transaction's end has an offset, too: positions tell, not the records
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadlineNanos) {
                throw new DefiniteFailure("not read to the end within " + timeout.toMillis() + " ms");
            }
            for (ConsumerRecord<Long, Long> record : consumer.poll(Duration.ofMillis(100))) {
                numbers.add(record.value());
            }
        }
        return numbers;
    }

    private KafkaConsumer<Long, Long> consumer(IsolationLevel level) {
        int millis = (int) timeout.toMillis();
        Map<String, Object> properties = new HashMap<>(KafkaAdmin.plain(broker));
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, level.name().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, LongDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, LongDeserializer.class);
        return new KafkaConsumer<>(properties);
    }
}
