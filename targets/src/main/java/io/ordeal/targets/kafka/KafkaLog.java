package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.log.LogClient;
import io.ordeal.workload.log.LogEntry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.jspecify.annotations.Nullable;

/** Logs as topics of one partition. */
final class KafkaLog implements LogClient {
    private final String brokers;
    private final Duration timeout;
    private final KafkaSender sender;
    private @Nullable KafkaConsumer<Long, Long> consumer;

    /** @param acks as Kafka's producers have it: {@code 1}, the leader alone, or {@code all} */
    KafkaLog(ClientContext context, String acks) {
        this(endpoints(context), context.operationTimeout().dividedBy(3), acks);
    }

    /** @param timeout of what is asked */
    KafkaLog(InetSocketAddress broker, Duration timeout, String acks) {
        this(KafkaAdmin.text(broker), timeout, acks);
    }

    private KafkaLog(String brokers, Duration timeout, String acks) {
        this.brokers = brokers;
        this.timeout = timeout;
        this.sender = new KafkaSender(brokers, timeout, acks);
    }

    /** All brokers, as whoever is told of one alone finds none while that is down. */
    private static String endpoints(ClientContext context) {
        return KafkaLogCluster.BROKERS.stream()
                .map(broker -> KafkaAdmin.text(KafkaServer.endpoint(context, broker)))
                .collect(Collectors.joining(","));
    }

    @Override
    public long append(String log, long element) throws Exception {
        return sender.send(log, 0, element);
    }

    @Override
    public List<LogEntry> read(String log, long from) throws Exception {
        KafkaConsumer<Long, Long> open = consumer;
        if (open == null) {
            open = newConsumer();
            consumer = open;
        }
        try {
            return read(open, new TopicPartition(log, 0), from);
        } catch (KafkaException failed) {
            throw new DefiniteFailure("nothing was read: " + failed, failed);
        }
    }

    private List<LogEntry> read(KafkaConsumer<Long, Long> open, TopicPartition log, long from) throws DefiniteFailure {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        open.assign(List.of(log));
        long end = open.endOffsets(List.of(log), timeout).getOrDefault(log, 0L);
        List<LogEntry> entries = new ArrayList<>();
        if (from >= end) {
            return entries;
        }
        open.seek(log, from);
        while (open.position(log, timeout) < end) {
            if (System.nanoTime() > deadlineNanos) {
                throw new DefiniteFailure("not read to the end within " + timeout.toMillis() + " ms");
            }
            for (ConsumerRecord<Long, Long> record : open.poll(Duration.ofMillis(100))) {
                entries.add(new LogEntry(record.offset(), record.value()));
            }
        }
        return entries;
    }

    private KafkaConsumer<Long, Long> newConsumer() {
        int millis = (int) timeout.toMillis();
        Map<String, Object> properties = new HashMap<>(KafkaAdmin.plain(brokers));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, LongDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, LongDeserializer.class);
        return new KafkaConsumer<>(properties);
    }

    @Override
    public void close() {
        sender.close();
        KafkaConsumer<Long, Long> reading = consumer;
        if (reading != null) {
            reading.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
