package io.ordeal.targets.kafka;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.MortalWorker.DeathException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One broker, started once; each test has ids of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTransactionsTest {
    private static final String BROKER = "kafka";

    private ProcessCluster cluster;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                KafkaCluster.ofOne(),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** All of a topic once nothing is open in it: a transaction that was left behind is aborted after some seconds. */
    private static List<Long> read(TopicReader reader, String topic) throws Exception {
        List<Long> ids = new ArrayList<>();
        eventually("no transaction is open", () -> ids.addAll(reader.read(topic)) || ids.isEmpty());
        return ids;
    }

    private TopicReader reader(MortalWorker worker, boolean committedOnly) {
        InetSocketAddress endpoint = KafkaServer.endpoint(worker, BROKER);
        return new TopicReader(
                endpoint.getHostString() + ":" + endpoint.getPort(), Duration.ofSeconds(10), committedOnly);
    }

    @Test
    void whatWasNotCommittedIsSeenByThoseAloneWhoReadUncommitted() throws Exception {
        MortalWorker worker = MortalWorker.of(cluster, 0);
        KafkaOutbox dying = new KafkaOutbox(worker.dyingWhen("row written"), true);
        KafkaOutbox next = new KafkaOutbox(worker, true);
        try (dying;
                next) {
            assertThatThrownBy(() -> dying.publish(1)).isInstanceOf(DeathException.class);
            assertThatThrownBy(next::rows)
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("transactions are open");
            List<String> open = next.unfinished();
            assertThat(open).hasSize(1);
            assertThat(open.get(0)).matches("rows-[0-2] from offset [0-9]+");
            next.publish(2);
            next.abandon(3);
            TopicReader committed = reader(worker, true);
            assertThat(read(committed, KafkaCluster.ROWS)).contains(2L).doesNotContain(1L, 3L);
            assertThat(read(committed, KafkaCluster.MESSAGES)).contains(2L).doesNotContain(1L, 3L);
            TopicReader uncommitted = reader(worker, false);
            assertThat(uncommitted.read(KafkaCluster.ROWS)).contains(1L, 2L, 3L);
            assertThat(uncommitted.read(KafkaCluster.MESSAGES)).contains(2L, 3L).doesNotContain(1L);
            assertThat(next.unfinished()).isEmpty();
        }
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws Exception {
        MortalWorker worker = MortalWorker.of(cluster, 1);
        try (KafkaOutbox outbox = new KafkaOutbox(worker, true)) {
            outbox.publish(11);
            cluster.kill(BROKER);
            cluster.start(BROKER);
            assertThat(read(reader(worker, true), KafkaCluster.MESSAGES)).contains(11L);
        }
    }

    @Test
    void everyWorkerIsToldOfItsOwnLink() throws Exception {
        for (int worker = 0; worker < 2; worker++) {
            InetSocketAddress entrance = KafkaServer.endpoint(MortalWorker.of(cluster, worker), BROKER);
            assertThat(KafkaAdmin.brokers(entrance)).extracting(Node::port).containsExactly(entrance.getPort());
        }
    }
}
