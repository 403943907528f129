package io.ordeal.cluster;

import static io.ordeal.cluster.Processes.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.namespace.NamespaceNeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that send each other datagrams. */
class DatagramTest {
    private static final String PORT = "gossip";

    /** Lines of a log that come within what two datagrams take. */
    private static final int SOME = 5;

    @TempDir
    Path run;

    private static final class Gossip implements ServerProgram {
        @Override
        public Software software() {
            return new Software("gossip 1", cache -> Map.of());
        }

        @Override
        public List<Port> ports() {
            return List.of(new Port(PORT, 4001, Port.Users.NODES).withDatagrams());
        }

        @Override
        public Addressing addressing() {
            return Addressing.CONFIGURED;
        }

        @Override
        public Launch launch(NodeEnvironment environment) {
            String other = environment.node().equals("n1") ? "n2" : "n1";
            return Launch.of(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.net.preferIPv4Stack=true",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    Path.of("target", "test-classes").toAbsolutePath().toString(),
                    "io.ordeal.cluster.DatagramMain",
                    environment.dataFolder() + "/up",
                    environment.listen(PORT).getHostString(),
                    Integer.toString(environment.listen(PORT).getPort()),
                    environment.reach(other, PORT).getHostString()));
        }

        @Override
        public boolean isUp(Cluster cluster, String node) {
            return Files.exists(cluster.findData(node).orElseThrow().resolve("up"));
        }
    }

    private static final ClusterDescription TWO =
            ClusterDescription.of(new NodeSpec("n1", new Gossip()), new NodeSpec("n2", new Gossip()));

    private ClusterSettings settings() {
        return new ClusterSettings(run, run.resolve("cache"), 1, MeshFactory.embedded(1));
    }

    private static long got(ProcessCluster cluster, String node) throws Exception {
        return Files.readAllLines(cluster.log(node)).stream()
                .filter(line -> line.startsWith("from "))
                .count();
    }

    private static void eventuallySomeMore(ProcessCluster cluster, String node) throws Exception {
        long before = got(cluster, node);
        eventually(node + " gets datagrams", () -> got(cluster, node) >= before + SOME);
    }

    @Test
    void whereNobodyCanLoseThemDatagramsAreRefused() {
        assertThatThrownBy(() -> ProcessCluster.start(TWO, settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("port gossip of node n1 takes datagrams")
                .hasMessageContaining("--cluster namespace");
    }

    @Test
    void datagramsPassAmongNodesOneWayIsLostAndPassesAgain() throws Exception {
        Optional<String> lacking = NamespaceNeeds.lacking();
        if (lacking.isPresent()) {
            assertThatThrownBy(() -> ProcessCluster.startInNamespaces(TWO, settings()))
                    .hasMessageContaining(lacking.get());
            return;
        }
        try (ProcessCluster cluster = ProcessCluster.startInNamespaces(TWO, settings())) {
            eventuallySomeMore(cluster, "n1");
            eventuallySomeMore(cluster, "n2");

            Mesh.Break oneWay = cluster.mesh().breakWays(Set.of(new Way("n1", "n2")), new Breakage.Drop());
            // what was in the switch then has arrived when as many have come the other way
            eventuallySomeMore(cluster, "n1");
            long lost = got(cluster, "n2");
            eventuallySomeMore(cluster, "n1");
            assertThat(got(cluster, "n2")).isEqualTo(lost);
            assertThat((Long) oneWay.heal().get("datagrams-lost")).isGreaterThanOrEqualTo(SOME);
            eventuallySomeMore(cluster, "n2");
            assertThat(oneWay.heal()).containsKey("datagrams-lost");

            cluster.mesh().breakWays(Set.of(new Way("n2", "n1"), new Way("n1", "n2")), new Breakage.Hold());
            cluster.mesh().healAll();
            eventuallySomeMore(cluster, "n1");
            eventuallySomeMore(cluster, "n2");
        }
    }
}
