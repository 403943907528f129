package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group: its members have the partitions among them, and the group keeps for each partition how far it has come. What
 * it has passed by no member is given any more; what it has not, whoever has the partition next.
 */
final class KafkaGroupQueue extends KafkaQueue {
    private static final String GROUP = "workers";

    private final Order order;
    private @Nullable KafkaConsumer<Long, Long> member;
    private @Nullable ConsumerRecord<Long, Long> taken;

    /** When the group is told that a record is done with. */
    enum Order {
        /** When it was used: at least once. */
        USE_THEN_COMMIT,
        /** When it was read: at most once. */
        COMMIT_THEN_USE
    }

    KafkaGroupQueue(ClientContext context, Order order) {
        super(context);
        this.order = order;
    }

    /** @param timeout of what is asked, and how long a record is waited for */
    KafkaGroupQueue(InetSocketAddress broker, Duration timeout, Order order) {
        super(broker, timeout);
        this.order = order;
    }

    @Override
    public OptionalLong dequeue() throws Exception {
        ConsumerRecord<Long, Long> record;
        try {
            record = next(member());
        } catch (KafkaException failed) {
            drop();
            throw new DefiniteFailure("nothing was taken for good: " + failed, failed);
        }
        if (record == null) {
            return OptionalLong.empty();
        }
        switch (order) {
            case USE_THEN_COMMIT -> taken = record;
            case COMMIT_THEN_USE -> commit(record);
        }
        return OptionalLong.of(record.value());
    }

    private @Nullable ConsumerRecord<Long, Long> next(KafkaConsumer<Long, Long> open) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        do {
            for (ConsumerRecord<Long, Long> record : open.poll(POLL)) {
                return record;
            }
        } while (System.nanoTime() < deadlineNanos);
        return null;
    }

    /**
     * Tells the group that it has come past a record. What was read and not committed a member would pass by: it begins anew, as
     * another, where the group is.
     */
    private void commit(ConsumerRecord<Long, Long> record) throws Exception {
        try {
            member().commitSync(
                            Map.of(
                                    new TopicPartition(record.topic(), record.partition()),
                                    new OffsetAndMetadata(record.offset() + 1)),
                            timeout);
        } catch (CommitFailedException notItsAnyMore) {
            drop();
            throw new DefiniteFailure("the partition is another's: " + notItsAnyMore.getMessage(), notItsAnyMore);
        } catch (KafkaException failed) {
            drop();
            throw failed;
        }
    }

    @Override
    public void acknowledge(long element) throws Exception {
        ConsumerRecord<Long, Long> record = taken;
        taken = null;
        if (record != null) {
            commit(record);
        }
    }

    @Override
    public boolean isDrained() throws Exception {
        Set<TopicPartition> all = new HashSet<>(ALL);
        Map<TopicPartition, @Nullable OffsetAndMetadata> passed = new HashMap<>(member().committed(all, timeout));
        return member().endOffsets(all, timeout).entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = passed.get(end.getKey());
            return (offset == null ? 0 : offset.offset()) == end.getValue();
        });
    }

    private KafkaConsumer<Long, Long> member() {
        KafkaConsumer<Long, Long> before = member;
        if (before != null) {
            return before;
        }
        Map<String, Object> properties = reading(GROUP);
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaConsumer<Long, Long> opened = new KafkaConsumer<>(properties);
        member = opened;
        opened.subscribe(List.of(TOPIC));
        return opened;
    }

    @Override
    void drop() {
        KafkaConsumer<Long, Long> before = member;
        member = null;
        taken = null;
        if (before != null) {
            before.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
