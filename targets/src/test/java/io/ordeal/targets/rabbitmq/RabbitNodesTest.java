package io.ordeal.targets.rabbitmq;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.rabbitmq.client.GetResponse;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.ServersContract;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.queue.QueueClient;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three nodes of RabbitMQ, and every line of {@link RabbitError} brought about on them, and what became of what was to be put into
 * a queue. Each test has a queue of its own, named for its key.
 */
class RabbitNodesTest extends ServersContract {
    private static final Map<String, Object> REPLICATED = Map.of("x-queue-type", "quorum", "x-delivery-limit", -1);

    RabbitNodesTest() {
        super(RabbitCluster.ofQueue(RabbitCluster.Kind.QUORUM));
    }

    /** While all is whole. */
    @BeforeEach
    void makeQueue() throws Exception {
        try (RabbitConnection rabbit = connection(0)) {
            rabbit.ask(channel -> channel.queueDeclare(key(), true, false, false, REPLICATED));
        }
        for (String node : nodes()) {
            if (!knowsQueue(node)) {
                // once cut off, it may hear of no queue any more that is made elsewhere, until it is started again
                cluster().kill(node);
                cluster().start(node);
            }
        }
        eventuallyReady();
        for (String node : nodes()) {
            eventually(node + " knows of it", () -> knowsQueue(node));
        }
        RabbitCluster.keep(cluster());
    }

    private boolean knowsQueue(String node) throws Exception {
        return RabbitAdmin.ask(cluster(), node, admin -> admin.knows(key()));
    }

    private static Store store(RabbitConnection rabbit) {
        return new Store() {
            @Override
            public void greet() throws Exception {
                rabbit.ask(channel -> channel.queueDeclarePassive(RabbitCluster.QUEUE));
            }

            @Override
            public void put(String key) throws Exception {
                rabbit.publish(key, "1");
            }

            @Override
            public void close() {
                rabbit.close();
            }
        };
    }

    @Override
    protected Store store(InetSocketAddress server, Duration connects, Duration answers) {
        return store(new RabbitConnection(server, connects, answers));
    }

    private RabbitConnection connection(int worker) {
        return new RabbitConnection(
                cluster().mesh().entrance(new Link("c" + worker, nodes().get(worker)), RabbitServer.CLIENT_PORT),
                PATIENT,
                Duration.ofSeconds(10));
    }

    /** None where the queue was never made, as when nobody came as far as that. */
    private int messages(String queue) throws Exception {
        return RabbitAdmin.ask(cluster(), "n2", admin -> admin.knows(queue) ? admin.messages(queue) : 0);
    }

    @Override
    protected boolean isStored(String key) throws Exception {
        return messages(key) > 0;
    }

    @Override
    protected Enum<?> error(Exception failure) {
        return RabbitError.of(failure);
    }

    @Override
    protected void write(int worker, String key, long value) throws Exception {
        try (RabbitConnection rabbit = connection(worker)) {
            rabbit.publish(key, Long.toString(value));
        }
    }

    /** Taken, and put back with the connection. */
    @Override
    protected List<Long> read(int worker, String key) throws Exception {
        try (RabbitConnection rabbit = connection(worker)) {
            return rabbit.ask(channel -> {
                GetResponse message = channel.basicGet(key, false);
                return message == null
                        ? List.of()
                        : List.of(Long.parseLong(new String(message.getBody(), StandardCharsets.UTF_8)));
            });
        }
    }

    /** It stops where it is in the minority, or asks a leader who does not answer. */
    @Override
    protected void assertThatItDoesNotKnow(int server, String key) {
        Exception failure = catchException(() -> assertThat(read(server, key)).isEmpty());
        if (failure != null) {
            assertThat(failure).isNotInstanceOf(IllegalArgumentException.class);
        }
    }

    @Override
    protected String clientPort() {
        return RabbitServer.CLIENT_PORT;
    }

    @Override
    protected String nodePort() {
        return RabbitServer.DISTRIBUTION_PORT;
    }

    /**
     * Without an end of all three at once: after that a queue that is known on disk served again in two runs of three, and in the third
     * not within a minute. Why is not known.
     */
    @Override
    @Test
    protected void leadersChangeDataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        assertThatNothingGoesRoundTheProxies();
        assertThatLinksAreUsed();
        write(0, key(), 42);

        String first = leader();
        cluster().kill(first);
        newLeaderThan(first);
        cluster().start(first);
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();
        assertThatLinksAreUsed();
        eventually("it is there", () -> read(0, key()).equals(List.of(42L)));
    }

    @Test
    void itsVersionIsWhatIsSaid() {
        assertThat(cluster().versions()).containsEntry("rabbitmq", "4.0.5");
    }

    @Test
    void aNodeThatDoesNotLetAClientInIsAProof() throws Exception {
        cluster().mesh().breakWays(List.of(answers()), new Breakage.Hold());
        InetSocketAddress node = cluster().mesh().entrance(new Link("c0", "n1"), RabbitServer.CLIENT_PORT);
        try (Store store = store(node, SHORT, PATIENT)) {
            assertThatItProves("no connection in time", failureOfPut(store));
        }
        cluster().mesh().healAll();
        assertThat(isStored(key())).isFalse();
    }

    @Test
    void whatThereIsNoQueueForIsGivenBack() throws Exception {
        try (RabbitConnection rabbit = connection(0)) {
            assertThatItProves("there is no such queue", catchException(() -> rabbit.publish("none-" + key(), "1")));
            // and of the next one nothing is said by that
            rabbit.publish(key(), "1");
        }
        // another node may hear of it a moment later
        eventually("it is there, once", () -> RabbitAdmin.ask(cluster(), "n2", admin -> admin.messages(key())) == 1);
    }

    @Test
    void whatIsNotTakenOnProvesNothing() throws Exception {
        String full = "full-" + key();
        try (RabbitConnection rabbit = connection(0)) {
            rabbit.ask(channel -> channel.queueDeclare(
                    full,
                    true,
                    false,
                    false,
                    Map.of("x-queue-type", "quorum", "x-max-length", 1, "x-overflow", "reject-publish")));
            Exception[] refusal = new Exception[1];
            eventually("a message is refused", () -> {
                refusal[0] = catchException(() -> rabbit.publish(full, "1"));
                return refusal[0] != null;
            });
            assertThatItIsUnknown("NOT_TAKEN_ON", refusal[0]);
        }
    }

    @Test
    void aChannelThatIsClosedForAReasonProvesNothing() throws Exception {
        try (RabbitConnection rabbit = connection(0)) {
            assertThatItIsUnknown(
                    "CHANNEL_CLOSED",
                    catchException(() -> rabbit.ask(
                            channel -> channel.queueDeclare(key(), true, false, false, Map.of("x-max-length", 1)))));
        }
    }

    @Test
    void whatIsNotAcknowledgedComesBackWithTheConnectionAndIsOutstandingMeanwhile() throws Exception {
        try (QueueClient queue = new RabbitQueue(MortalWorker.of(cluster(), 1))) {
            queue.enqueue(42);
            try (QueueClient dying = new RabbitQueue(MortalWorker.of(cluster(), 0))) {
                assertThat(dying.dequeue()).hasValue(42);
                assertThat(queue.dequeue()).isEmpty();
                assertThat(queue.isDrained()).isFalse();
            }
            eventually("it comes back", () -> queue.dequeue().isPresent());
            assertThat(queue.isDrained()).isFalse();
            queue.acknowledge(42);
            eventually("nothing is outstanding", queue::isDrained);
        }
    }

    @Test
    void aMessageIsHeldByOneAndItsGrantsAreNumbered() throws Exception {
        String queue = RabbitCluster.queueOf(key());
        try (RabbitConnection rabbit = connection(2)) {
            rabbit.ask(channel -> channel.queueDeclare(queue, true, false, false, REPLICATED));
            rabbit.publish(queue, "the lock");
        }
        try (MessageLock mine = lock(0);
                MessageLock others = lock(1)) {
            assertThat(token(mine)).isEqualTo(0);
            assertThat(others.acquire(key())).isEmpty();
            mine.release(key());
            long second = token(others);
            assertThat(second).isEqualTo(1);
            // as if it died
            others.close();
            assertThat(token(mine)).isEqualTo(2);
        }
    }

    private MessageLock lock(int worker) {
        return new MessageLock(new RabbitLockQueue(connection(worker), SHORT), true);
    }

    private long token(MessageLock lock) throws Exception {
        List<Grant> granted = new ArrayList<>();
        eventually("it is granted", () -> {
            Optional<Grant> grant = lock.acquire(key());
            grant.ifPresent(granted::add);
            return grant.isPresent();
        });
        return granted.get(0).token().orElseThrow();
    }
}
