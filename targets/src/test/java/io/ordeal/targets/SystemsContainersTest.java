package io.ordeal.targets;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.mesh.Link;
import io.ordeal.trial.Catalog;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each system whose software is mounted into containers: its nodes find each other by their links and no other way, and what was
 * killed comes back.
 */
@Tag("containers")
class SystemsContainersTest {
    @TempDir
    Path run;

    /**
     * @param target one of those that have such a cluster
     * @param killed a node of it
     * @param links at least so many between nodes are in use when all is ready
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "etcd-register, n2, 3",
        "consul-register, n2, 3",
        "nats-register, n2, 3",
        "ratis-register, n2, 3",
        "rabbitmq-queue, n2, 3",
        "kafka-log, b2, 3",
        "cassandra-lwt, n2, 3",
        "hdfs-log, d2, 3",
        "hash-ring, n2, 3",
        "postgres-replicas-sync, n2, 1",
        "transactional-outbox, broker, 1",
        "cache-aside-versions-memcached, cache, 0",
        "2pc-logged, b, 0",
        "artemis-mq-lock, broker, 0",
        "h2-server, n1, 0",
    })
    void nobodyGoesRoundTheProxiesAndWhoWasKilledComesBack(String target, String killed, int links) throws Exception {
        ClusterDescription description = Catalog.onClassPath().target(target).cluster();
        ClusterSettings settings = new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1));
        try (ContainerCluster cluster = ContainerCluster.start(description, settings)) {
            assertProxied(cluster, links);
            assertRefusedWhereNoLinkLeads(cluster);

            cluster.kill(killed);
            assertThat(cluster.state(killed)).isEqualTo(Cluster.State.KILLED);
            cluster.start(killed);
            eventually("all are ready again", () -> description.isReady(cluster));
            assertProxied(cluster, links);
        }
        assertThat(Docker.ofThisHarness()).isEmpty();
    }

    /** Connections come as they are needed: some a moment later than what makes a cluster ready. */
    private static void assertProxied(ContainerCluster cluster, int links) throws Exception {
        eventually(links + " links between nodes are in use", () -> {
            Set<Link> used = TurnedConnections.assertAllProxied(cluster);
            return used.size() >= links;
        });
    }

    /** A port of clients alone is no way to another node. */
    private static void assertRefusedWhereNoLinkLeads(ContainerCluster cluster) throws Exception {
        List<NodeSpec> nodes = cluster.description().nodes();
        for (NodeSpec to : nodes) {
            Optional<NodeSpec> from =
                    nodes.stream().filter(node -> !node.equals(to)).findFirst();
            Optional<Port> port = to.program().ports().stream()
                    .filter(each -> each.users() == Port.Users.CLIENTS)
                    .findFirst();
            if (from.isPresent() && port.isPresent()) {
                InetSocketAddress address = cluster.direct(to.name(), port.get().name());
                String connect = "exec 3<>/dev/tcp/" + address.getHostString() + "/" + address.getPort();
                assertThat(Docker.tries("exec", cluster.holder(from.get().name()), "bash", "-c", connect)
                                .output())
                        .contains("Connection refused");
                return;
            }
        }
    }
}
