package io.ordeal.targets.kafka;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.workload.queue.QueueClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topic that two groups read, each of its own kind, which know nothing of each other. */
@Tag("systems")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaQueuesTest {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaQueuesTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ProcessCluster cluster;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                KafkaQueues.cluster(),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private enum Kind {
        GROUP,
        SHARE_GROUP
    }

    private QueueClient member(Kind kind) {
        return switch (kind) {
            case GROUP ->
                new KafkaGroupQueue(
                        KafkaServer.direct(cluster, KafkaQueues.BROKER),
                        PATIENCE,
                        KafkaGroupQueue.Order.USE_THEN_COMMIT);
            case SHARE_GROUP -> new KafkaShareQueue(KafkaServer.direct(cluster, KafkaQueues.BROKER), PATIENCE);
        };
    }

    private static long taken(QueueClient queue) throws Exception {
        long[] element = new long[1];
        eventually("something is there", () -> {
            OptionalLong next = queue.dequeue();
            element[0] = next.orElse(-1);
            return next.isPresent();
        });
        return element[0];
    }

    /** What the other group's test has put there is passed by. */
    private static void take(QueueClient queue, long element) throws Exception {
        long next = taken(queue);
        while (next != element) {
            acknowledge(queue, next);
            next = taken(queue);
        }
    }

    /** A broker that is busy may lead nothing for a moment; what it could not be told of comes again. */
    private static void acknowledge(QueueClient queue, long element) throws Exception {
        try {
            queue.acknowledge(element);
        } catch (KafkaException unsaid) {
            LOG.info("{} was not acknowledged", element, unsaid);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAcknowledgedIsGivenToAnotherAndWhatIsIsNot(Kind kind) throws Exception {
        long first = 100L * kind.ordinal() + 1;
        long second = first + 1;
        try (QueueClient other = member(kind)) {
            try (QueueClient dying = member(kind)) {
                dying.enqueue(first);
                take(dying, first);
                acknowledge(dying, first);
                dying.enqueue(second);
                take(dying, second);
            }
            assertThat(other.isDrained()).isFalse();
            take(other, second);
            assertThat(other.isDrained()).isFalse();
            acknowledge(other, second);
            eventually("nothing is outstanding", () -> {
                OptionalLong left = other.dequeue();
                if (left.isPresent()) {
                    acknowledge(other, left.getAsLong());
                }
                return other.isDrained();
            });
            assertThat(other.dequeue()).isEmpty();
        }
    }
}
