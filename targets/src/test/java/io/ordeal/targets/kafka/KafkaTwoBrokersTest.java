package io.ordeal.targets.kafka;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.software.ChosenVersions;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.MortalWorker;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers of another version than the clients', each of which finds the other by its own link. */
class KafkaTwoBrokersTest {
    @TempDir
    Path run;

    @Test
    void transactionsSpanBothAndNobodyGoesRoundTheProxies() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.start(
                ChosenVersions.in(KafkaCluster.ofTwo(), Map.of("kafka", "4.2.0")),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)))) {
            assertThat(cluster.versions()).containsEntry("kafka", "4.2.0");
            for (String node : List.of("b1", "b2")) {
                for (long pid : cluster.pids(node)) {
                    assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
                            .contains("kafka_2.13-4.2.0.jar")
                            .doesNotContain("4.3.1", "ordeal-", "jedis");
                }
            }
            MortalWorker worker = MortalWorker.of(cluster, 0);
            assertThat(KafkaAdmin.brokers(KafkaServer.endpoint(worker, "b1")))
                    .extracting(Node::port)
                    .containsExactlyInAnyOrder(port(worker, "b1"), port(worker, "b2"));
            try (KafkaOutbox outbox = new KafkaOutbox(worker, true)) {
                outbox.publish(1);
                outbox.abandon(2);
                assertThatNothingGoesRoundTheProxies(cluster);
                for (String node : List.of("b2", "b1")) {
                    cluster.kill(node);
                    cluster.start(node);
                    eventually(
                            "messages can be read again", () -> outbox.drain().equals(List.of(1L)));
                    eventually("rows can be read again", () -> outbox.rows().equals(List.of(1L)));
                    eventually(
                            "b2 is known",
                            () -> KafkaAdmin.brokers(KafkaServer.direct(cluster, "b1"))
                                            .size()
                                    == 2);
                    assertThat(outbox.unfinished()).isEmpty();
                    assertThatNothingGoesRoundTheProxies(cluster);
                }
            }
        }
    }

    private static int port(MortalWorker worker, String broker) {
        InetSocketAddress entrance = KafkaServer.endpoint(worker, broker);
        return entrance.getPort();
    }

    /** But to itself: what a broker sends itself passes no link. */
    private static void assertThatNothingGoesRoundTheProxies(ProcessCluster cluster) throws Exception {
        List<EstablishedConnections.Connection> connections = EstablishedConnections.of(cluster);
        assertThat(connections)
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                        || each.peer().equals(each.node()));
        // b2 to its controller, b1 to b2 with the markers that end transactions; an end at a node on either side of the
        // proxy
        assertThat(connections)
                .filteredOn(each -> each.peer().equals(EstablishedConnections.HARNESS))
                .hasSizeGreaterThanOrEqualTo(2 * 2);
    }
}
