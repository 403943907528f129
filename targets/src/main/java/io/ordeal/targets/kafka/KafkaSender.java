package io.ordeal.targets.kafka;

import io.ordeal.client.DefiniteFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.LongSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that sends a record once, and does not number what it sends: what the broker does by itself is on trial, not what a
 * client repeats.
 */
final class KafkaSender implements AutoCloseable {
    private final String brokers;
    private final Duration timeout;
    private final String acks;
    private @Nullable KafkaProducer<Long, Long> producer;

    /**
     * @param brokers as Kafka's clients are told them
     * @param timeout of what is sent
     * @param acks as Kafka's producers have it: {@code 1}, the leader alone, or {@code all}
     */
    KafkaSender(String brokers, Duration timeout, String acks) {
        this.brokers = brokers;
        this.timeout = timeout;
        this.acks = acks;
    }

    /**
     * Sends a record, and waits for its acknowledgement.
     *
     * @return its offset in the partition
     * @throws DefiniteFailure it is not, and will not be, there
     * @throws Exception nobody knows whether it is; {@link KafkaLogError}
     */
    long send(String topic, int partition, long element) throws Exception {
        KafkaProducer<Long, Long> open = producer;
        if (open == null) {
            open = newProducer();
            producer = open;
        }
        try {
            // who leads must be known before anything is put where it is sent from
            open.partitionsFor(topic);
        } catch (KafkaException failed) {
            throw new DefiniteFailure("nothing was sent: " + failed.getMessage(), failed);
        }
        try {
            return open.send(new ProducerRecord<>(topic, partition, null, element))
                    .get()
                    .offset();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException answer ? KafkaLogError.exception(answer) : failed;
        }
    }

    private KafkaProducer<Long, Long> newProducer() {
        int millis = (int) timeout.toMillis();
        Map<String, Object> properties = new HashMap<>(KafkaAdmin.plain(brokers));
        properties.put(ProducerConfig.ACKS_CONFIG, acks);
        properties.put(ProducerConfig.RETRIES_CONFIG, 0);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        properties.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, LongSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, LongSerializer.class);
        return new KafkaProducer<>(properties);
    }

    @Override
    public void close() {
        KafkaProducer<Long, Long> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
