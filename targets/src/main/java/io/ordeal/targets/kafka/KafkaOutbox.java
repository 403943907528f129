package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.outbox.OutboxClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.LongSerializer;
import org.jspecify.annotations.Nullable;

/**
 * An application whose rows and messages are records of two topics, written in one transaction.
 *
 * <p>The transactional id is the worker's: the first thing that a new process of the worker does is to end whatever the
 * one before it left open.
 */
final class KafkaOutbox implements OutboxClient {
    private final ClientContext context;
    private final String broker;
    private final Duration timeout;
    private final TopicReader reader;
    private @Nullable KafkaProducer<Long, Long> producer;

    /** @param committedOnly whether readers wait for transactions to end, and leave out what was aborted */
    KafkaOutbox(ClientContext context, boolean committedOnly) {
        this.context = context;
        InetSocketAddress endpoint =
                KafkaServer.endpoint(context, context.nodes().get(0));
        this.broker = endpoint.getHostString() + ":" + endpoint.getPort();
        this.timeout = context.operationTimeout().dividedBy(2);
        this.reader = new TopicReader(broker, timeout, committedOnly);
    }

    @Override
    public void publish(long id) throws Exception {
        KafkaProducer<Long, Long> open = begun();
        try {
            write(open, id);
        } catch (KafkaException | ExecutionException failed) {
            drop();
            throw new DefiniteFailure("failed before the commit was asked for: " + failed.getMessage(), failed);
        }
        context.step("written");
        try {
            open.commitTransaction();
        } catch (KafkaException failed) {
            drop();
            throw KafkaError.atCommit(failed);
        }
    }

    @Override
    public void abandon(long id) throws Exception {
        KafkaProducer<Long, Long> open = begun();
        try {
            write(open, id);
            context.step("aborting");
            open.abortTransaction();
        } catch (KafkaException | ExecutionException failed) {
            // nobody asks for its commit: the broker aborts it when its time is over, or its successor begins
            drop();
        }
    }

    /** Writes both, and waits until the broker has them. */
    private void write(KafkaProducer<Long, Long> open, long id) throws ExecutionException, InterruptedException {
        open.send(new ProducerRecord<>(KafkaCluster.ROWS, id, id)).get();
        context.step("row written");
        open.send(new ProducerRecord<>(KafkaCluster.MESSAGES, id, id)).get();
    }

    /** A producer in a new transaction. */
    private KafkaProducer<Long, Long> begun() throws DefiniteFailure {
        try {
            KafkaProducer<Long, Long> open = producer;
            if (open == null) {
                open = producer(broker, "worker-" + context.worker(), timeout);
                producer = open;
                open.initTransactions();
            }
            open.beginTransaction();
            return open;
        } catch (KafkaException failed) {
            drop();
            throw new DefiniteFailure("no transaction could be begun: " + failed.getMessage(), failed);
        }
    }

    @Override
    public List<Long> rows() throws Exception {
        return reader.read(KafkaCluster.ROWS);
    }

    @Override
    public List<Long> drain() throws Exception {
        return reader.read(KafkaCluster.MESSAGES);
    }

    @Override
    public List<String> unfinished() {
        return Stream.of(KafkaCluster.ROWS, KafkaCluster.MESSAGES)
                .flatMap(topic -> reader.open(topic).stream())
                .toList();
    }

    /**
     * Makes a producer, which connects by and by.
     *
     * @param id of its transactions: of several producers with one id only the youngest can commit
     */
    static KafkaProducer<Long, Long> producer(String broker, String id, Duration timeout) {
        int millis = (int) timeout.toMillis();
        Map<String, Object> properties = new HashMap<>(KafkaAdmin.plain(broker));
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, KafkaServer.TRANSACTION_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, LongSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, LongSerializer.class);
        return new KafkaProducer<>(properties);
    }

    private void drop() {
        KafkaProducer<Long, Long> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        drop();
    }
}
