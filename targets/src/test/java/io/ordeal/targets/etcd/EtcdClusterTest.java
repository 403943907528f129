package io.ordeal.targets.etcd;

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
class EtcdClusterTest {
    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new EtcdCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 3, MeshFactory.embedded(1)));
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
            return leaders.size() == 1 && !leaders.contains(old);
        });
        return leader();
    }

    private void eventuallyReady() throws Exception {
        eventually("all follow one", () -> new EtcdCluster().isReady(cluster));
    }

    private EtcdRegister registers(int worker) {
        return new EtcdRegister(
                new EtcdConnection(EtcdGateway.newHttp(Duration.ofSeconds(5)), MortalWorker.of(cluster, worker)),
                false);
    }

    /** A member's gateway is a client of the member itself, which is no link; nothing else goes past the proxies. */
    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        List<EstablishedConnections.Connection> connections = EstablishedConnections.of(cluster);
        assertThat(connections)
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                        || each.peer().equals(each.node()));
        // each pair of members has streams both ways, with an end at a member on either side of the proxy
        assertThat(connections)
                .filteredOn(each -> each.peer().equals(EstablishedConnections.HARNESS))
                .hasSizeGreaterThanOrEqualTo(2 * 6);
        for (String from : EtcdCluster.MEMBERS) {
            for (String to : EtcdCluster.MEMBERS) {
                if (!from.equals(to)) {
                    assertThat(cluster.mesh()
                                    .traffic(new Link(from, to))
                                    .orElseThrow()
                                    .openConnections())
                            .as("%s→%s", from, to)
                            .isPositive();
                }
            }
        }
    }

    @Test
    void leadersChangeDataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        assertThat(cluster.versions()).containsEntry("etcd", "3.5.16");
        assertThat(EtcdAdmin.status(cluster, "n1").version()).isEqualTo("3.5.16");
        assertThatNothingGoesRoundTheProxies();
        registers(0).write("kept", 42);

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

        EtcdCluster.MEMBERS.forEach(node -> {
            try {
                cluster.kill(node);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        for (String node : EtcdCluster.MEMBERS) {
            // up without the others, of whom none is there yet
            cluster.start(node);
        }
        eventuallyReady();
        for (int worker = 0; worker < 3; worker++) {
            assertThat(registers(worker).read("kept")).isEqualTo(OptionalLong.of(42));
        }
    }

    @Test
    void aLeaderThatIsCutOffStepsDownAndNobodyReachesItAnotherWay() throws Exception {
        String old = leader();
        List<Way> ways = EtcdCluster.MEMBERS.stream()
                .filter(node -> !node.equals(old))
                .flatMap(node -> List.of(new Way(node, old), new Way(old, node)).stream())
                .toList();
        Mesh.Break cut = cluster.mesh().breakWays(ways, new Breakage.Blackhole());
        newLeaderThan(old);
        int other = (EtcdCluster.MEMBERS.indexOf(old) + 1) % 3;
        registers(other).write("meanwhile", 7);
        eventually(
                "the old leader knows none",
                () -> EtcdAdmin.status(cluster, old).leader().equals(EtcdAdmin.NOBODY));
        EtcdConnection there = new EtcdConnection(
                EtcdGateway.newHttp(Duration.ofSeconds(5)), MortalWorker.of(cluster, EtcdCluster.MEMBERS.indexOf(old)));
        assertThat(there.readThere("meanwhile").path("kvs").isMissingNode()).isTrue();
        cut.heal();
        eventuallyReady();
        assertThat(registers(EtcdCluster.MEMBERS.indexOf(old)).read("meanwhile"))
                .isEqualTo(OptionalLong.of(7));
    }

    /** What is announced is for members alone, whoever else finds out where it is. */
    @Test
    void whoIsNoMemberIsNotLetInAtWhatAMemberAnnounces() throws Exception {
        InetSocketAddress announced =
                cluster.announced("n1", EtcdServer.PEER_PORT).orElseThrow();
        assertThatThrownBy(() -> {
                    try (Socket stranger = new Socket(announced.getAddress(), announced.getPort())) {
                        stranger.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }
}
