package io.ordeal.targets.messages;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.MortalWorker.DeathException;
import io.ordeal.workload.outbox.OutboxClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A database, a broker and a relay, started once; each test has ids of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MessagesContract {
    /** Where an answer is awaited in vain. */
    static final Duration BRIEF = Duration.ofSeconds(9);

    private final Broker broker;
    ProcessCluster cluster;
    MortalWorker worker;

    MessagesContract(Broker broker) {
        this.broker = broker;
    }

    /** The application that commits, and then sends. */
    abstract OutboxClient dualWrite(MortalWorker worker) throws Exception;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                new MessageCluster(broker, Optional.of(new RelayServer(broker, Relay.Order.SEND_THEN_REMOVE))),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
        worker = MortalWorker.of(cluster, 0);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    static List<Long> drained(OutboxClient outbox) throws Exception {
        List<Long> messages = new ArrayList<>();
        eventually("nothing is outstanding", () -> messages.addAll(outbox.drain()) || messages.isEmpty());
        return messages;
    }

    static void note(Orders orders, long id) throws Exception {
        orders.transaction(jdbc -> {
            Orders.insert(jdbc, id);
            Orders.note(jdbc, id);
            return id;
        });
    }

    @Test
    void whoDiesBetweenTwoWritesPartsRowAndMessage() throws Exception {
        OutboxClient dying = dualWrite(worker.dyingWhen("committed"));
        OutboxClient dualWrite = dualWrite(worker);
        try (dying;
                dualWrite) {
            dualWrite.publish(11);
            dualWrite.abandon(12);
            assertThatThrownBy(() -> dying.publish(13)).isInstanceOf(DeathException.class);
            assertThat(dualWrite.rows()).contains(11L, 13L).doesNotContain(12L);
            assertThat(drained(dualWrite)).contains(11L).doesNotContain(12L, 13L);
        }
    }
}
