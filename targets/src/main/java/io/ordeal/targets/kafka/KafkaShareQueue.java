package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A share group: each record is lent to one member for a while, and given to another unless that one says that it is done with
 * it. So it is up to ten times, after which the group passes it by.
 */
final class KafkaShareQueue extends KafkaQueue {
    static final String GROUP = "sharers";

    private @Nullable KafkaShareConsumer<Long, Long> member;
    private @Nullable ConsumerRecord<Long, Long> taken;

    KafkaShareQueue(ClientContext context) {
        super(context);
    }

    /** @param timeout of what is asked, and how long a record is waited for */
    KafkaShareQueue(InetSocketAddress broker, Duration timeout) {
        super(broker, timeout);
    }

    @Override
    public OptionalLong dequeue() throws Exception {
        try {
            KafkaShareConsumer<Long, Long> open = member();
            long deadlineNanos = System.nanoTime() + timeout.toNanos();
            do {
                for (ConsumerRecord<Long, Long> record : open.poll(POLL)) {
                    taken = record;
                    return OptionalLong.of(record.value());
                }
            } while (System.nanoTime() < deadlineNanos);
            return OptionalLong.empty();
        } catch (KafkaException failed) {
            drop();
            throw new DefiniteFailure("nothing was taken for good: " + failed, failed);
        }
    }

    @Override
    public void acknowledge(long element) throws Exception {
        ConsumerRecord<Long, Long> record = taken;
        taken = null;
        if (record == null) {
            return;
        }
        try {
            member().acknowledge(record, AcknowledgeType.ACCEPT);
            for (Optional<KafkaException> failure : member().commitSync(timeout).values()) {
                if (failure.isPresent()) {
                    throw failure.get();
                }
            }
        } catch (KafkaException failed) {
            drop();
            throw failed;
        }
    }

    /** By the word of who keeps the group's state: that all partitions are passed by to their ends. */
    @Override
    public boolean isDrained() throws Exception {
        return KafkaAdmin.isDone(address, timeout, GROUP, ALL);
    }

    private KafkaShareConsumer<Long, Long> member() {
        KafkaShareConsumer<Long, Long> before = member;
        if (before != null) {
            return before;
        }
        Map<String, Object> properties = reading(GROUP);
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        // no more than are polled for: what is acquired beyond would be a client's own that never used it
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        KafkaShareConsumer<Long, Long> opened = new KafkaShareConsumer<>(properties);
        member = opened;
        opened.subscribe(List.of(TOPIC));
        return opened;
    }

    @Override
    void drop() {
        KafkaShareConsumer<Long, Long> before = member;
        member = null;
        taken = null;
        if (before != null) {
            before.close(Duration.ZERO);
        }
    }
}
