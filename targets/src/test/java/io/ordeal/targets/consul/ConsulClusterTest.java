package io.ordeal.targets.consul;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.MortalWorker;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("systems")
class ConsulClusterTest {
    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new ConsulCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 3, MeshFactory.embedded(1)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private String leader() throws Exception {
        Set<String> leaders = cluster.primaries().orElseThrow();
        assertThat(leaders).hasSize(1);
        return leaders.iterator().next();
    }

    private String newLeaderThan(String old) throws Exception {
        eventually("another leads", () -> {
            Set<String> leaders = cluster.primaries().orElseThrow();
            return !leaders.isEmpty() && !leaders.equals(Set.of(old));
        });
        return cluster.primaries().orElseThrow().stream()
                .filter(each -> !each.equals(old))
                .findFirst()
                .orElseThrow();
    }

    private void eventuallyReady() throws Exception {
        eventually("all follow one", () -> new ConsulCluster().isReady(cluster));
    }

    private ConsulRegister registers(int worker, ReadMode mode) {
        return new ConsulRegister(
                new ConsulConnection(ConsulHttp.newHttp(Duration.ofSeconds(5)), MortalWorker.of(cluster, worker)),
                mode);
    }

    /** A server asks itself as it asks others, which is no link; nothing else goes past the proxies. */
    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        List<EstablishedConnections.Connection> connections = EstablishedConnections.of(cluster);
        assertThat(connections)
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                        || each.peer().equals(each.node()));
        String leader = leader();
        for (String follower : ConsulCluster.SERVERS) {
            if (!follower.equals(leader)) {
                assertThat(cluster.mesh()
                                .traffic(new Link(leader, follower))
                                .orElseThrow()
                                .openConnections())
                        .as("%s→%s", leader, follower)
                        .isPositive();
            }
        }
    }

    /** Gossip's datagrams go to where nobody takes them: the harness can have each of their addresses for itself. */
    private void assertThatNoDatagramArrives() throws Exception {
        for (String node : ConsulCluster.SERVERS) {
            InetSocketAddress announced =
                    cluster.announced(node, ConsulServer.GOSSIP_PORT).orElseThrow();
            assertThat(announced).isNotEqualTo(cluster.direct(node, ConsulServer.GOSSIP_PORT));
            try (DatagramSocket nobodyElse = new DatagramSocket(announced)) {
                assertThat(nobodyElse.isBound()).isTrue();
            }
        }
    }

    @Test
    void leadersChangeDataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        assertThat(cluster.versions()).containsEntry("consul", "1.8.7");
        assertThat(ConsulAdmin.version(cluster, "n1")).startsWith("1.8.7");
        assertThatNoDatagramArrives();
        assertThatNothingGoesRoundTheProxies();
        registers(0, ReadMode.DEFAULT).write("kept", 42);

        String first = leader();
        cluster.kill(first);
        String second = newLeaderThan(first);
        cluster.start(first);
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();

        cluster.pause(second);
        assertThat(cluster.state(second)).isEqualTo(Cluster.State.PAUSED);
        newLeaderThan(second);
        cluster.resume(second);
        eventuallyReady();
        assertThatNothingGoesRoundTheProxies();

        for (String node : ConsulCluster.SERVERS) {
            cluster.kill(node);
        }
        for (String node : ConsulCluster.SERVERS) {
            // up without the others, of whom none is there yet
            cluster.start(node);
        }
        eventuallyReady();
        for (int worker = 0; worker < 3; worker++) {
            assertThat(registers(worker, ReadMode.CONSISTENT).read("kept")).isEqualTo(OptionalLong.of(42));
        }
    }

    @Test
    void aLeaderThatIsCutOffKeepsWhatItHadAndNobodyReachesItAnotherWay() throws Exception {
        String old = leader();
        List<Way> ways = ConsulCluster.SERVERS.stream()
                .filter(node -> !node.equals(old))
                .flatMap(node -> List.of(new Way(node, old), new Way(old, node)).stream())
                .toList();
        Mesh.Break cut = cluster.mesh().breakWays(ways, new Breakage.Blackhole());
        newLeaderThan(old);
        int there = ConsulCluster.SERVERS.indexOf(old);
        ConsulRegister elsewhere = registers((there + 1) % 3, ReadMode.DEFAULT);
        eventually("the others write", () -> {
            elsewhere.write("meanwhile", 7);
            return true;
        });
        assertThat(registers(there, ReadMode.STALE).read("meanwhile")).isEmpty();
        cut.heal();
        eventuallyReady();
        assertThat(registers(there, ReadMode.CONSISTENT).read("meanwhile")).isEqualTo(OptionalLong.of(7));
    }

    /** What is announced is for servers alone, whoever else finds out where it is. */
    @Test
    void whoIsNoServerIsNotLetInAtWhatAServerAnnounces() throws Exception {
        InetSocketAddress announced =
                cluster.announced("n1", ConsulServer.PEER_PORT).orElseThrow();
        assertThatThrownBy(() -> {
                    try (Socket stranger = new Socket(announced.getAddress(), announced.getPort())) {
                        stranger.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }
}
