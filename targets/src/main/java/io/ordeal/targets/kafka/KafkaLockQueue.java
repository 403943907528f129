package io.ordeal.targets.kafka;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.MessageLock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group for each lock, whose members are those who want it, and one topic of one partition, which is one member's at
 * a time: who joins stands in line, whom the group's coordinator gives the partition has the lock, and who leaves gives it back.
 * The number of a grant is the epoch of the group, which rises with each who comes and goes.
 *
 * <p>A member that was given up loses the partition only when it has said so to itself, by {@link ConsumerRebalanceListener#onPartitionsLost}: the
 * client calls that within its polls, and takes part again only then. So what is asked between two polls is asked of one
 * membership, and the epoch that is read after the partition was seen to be its own is one at which it was.
 *
 * <p>The client repeats by itself that it is there, and that it comes or goes. It is known by a name that it chose, so that said
 * twice is said once.
 */
final class KafkaLockQueue implements MessageLock.Queue {
    /** The topic whose only partition every group deals out. There is nothing in it. */
    static final String TOPIC = "locks";

    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(10);

    private final InetSocketAddress broker;
    private final Duration patience;
    private final Map<String, KafkaConsumer<byte[], byte[]>> members = new HashMap<>();
    private @Nullable KafkaConsumer<byte[], byte[]> taken;

    /** @param patience how long a lock is waited for, and each answer */
    KafkaLockQueue(InetSocketAddress broker, Duration patience) {
        this.broker = broker;
        this.patience = patience;
    }

    @Override
    public boolean take(String lock) throws Exception {
        if (taken != null) {
            throw new IllegalStateException("one lock at a time");
        }
        KafkaConsumer<byte[], byte[]> member = members.computeIfAbsent("lock." + lock, this::member);
        try {
            long deadlineNanos = System.nanoTime() + patience.toNanos();
            member.subscribe(List.of(TOPIC), new Seat());
            do {
                member.poll(POLL);
                if (member.assignment().contains(PARTITION)) {
                    taken = member;
                    return true;
                }
            } while (System.nanoTime() < deadlineNanos);
            // what comes all the same, too late, goes with the membership
            member.unsubscribe();
            return false;
        } catch (KafkaException failed) {
            close();
            throw new DefiniteFailure("not taken, and given back if it was: " + failed, failed);
        }
    }

    /** Asks first for something that only who has the partition may do: leaving is not refused to anybody. */
    @Override
    public void putBack() throws Exception {
        KafkaConsumer<byte[], byte[]> member = taken;
        if (member == null) {
            throw new DefiniteFailure("not the holder: it never was, or has lost its connection");
        }
        taken = null;
        try {
            member.commitSync(Map.of(PARTITION, new OffsetAndMetadata(0)), patience);
            member.unsubscribe();
        } catch (CommitFailedException givenUp) {
            close();
            throw new DefiniteFailure("not the holder: the group has given it up: " + givenUp.getMessage(), givenUp);
        } catch (KafkaException failed) {
            close();
            throw failed;
        }
    }

    @Override
    public long draw() throws Exception {
        KafkaConsumer<byte[], byte[]> member = taken;
        if (member == null) {
            throw new IllegalStateException("nothing is taken");
        }
        int epoch = member.groupMetadata().generationId();
        if (epoch <= 0) {
            throw new DefiniteFailure("the group has given this member up");
        }
        return epoch;
    }

    private KafkaConsumer<byte[], byte[]> member(String group) {
        int millis = (int) patience.toMillis();
        Map<String, Object> properties = new HashMap<>(KafkaAdmin.plain(KafkaAdmin.text(broker)));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        // who has a partition keeps it when others come
        properties.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "uniform");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new KafkaConsumer<>(properties);
    }

    @Override
    public void close() {
        taken = null;
        members.values().forEach(member -> member.close(CloseOptions.timeout(Duration.ZERO)));
        members.clear();
    }

    /** That there is one at all is what counts: the client waits for it before it gives a partition up. */
    private static final class Seat implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
