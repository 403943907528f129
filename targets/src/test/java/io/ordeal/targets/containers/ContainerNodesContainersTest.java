package io.ordeal.targets.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.cluster.container.ContainerNodes;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.Docker;
import io.ordeal.targets.TurnedConnections;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** Testcontainers' containers as nodes: a primary and its replica, which are told nothing of links. */
@Tag("containers")
class ContainerNodesContainersTest {
    private static final String IMAGE = "ordeal/redis:trixie";

    @TempDir
    private Path folder;

    private static GenericContainer<?> redis(String node) {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(6379)
                .withEnv("NODE", node)
                .withCopyToContainer(
                        Transferable.of("protected-mode no\nappendonly yes\nappendfsync always\ndir /var/tmp\n"),
                        "/etc/of-the-test.conf")
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
        return node.equals("primary")
                ? container.withCommand("redis-server", "/etc/of-the-test.conf")
                : container.withCommand("redis-server", "/etc/of-the-test.conf", "--replicaof", "primary", "6379");
    }

    private static String ask(InetSocketAddress at, String command) throws IOException {
        try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                // the entrance of a link is there before what it leads to
                return "no answer";
            }
            return line.startsWith("$") && !line.equals("$-1") ? in.readLine() : line;
        }
    }

    private static void eventually(Answer answer, String wanted) throws Exception {
        String last = "";
        for (int tries = 0; tries < 600 && !last.equals(wanted); tries++) {
            Thread.sleep(100);
            last = answer.get();
        }
        assertThat(last).isEqualTo(wanted);
    }

    private interface Answer {
        String get() throws Exception;
    }

    @Test
    void theyRunBehindTheLinksAndAreKilledAndStartedAgain() throws Exception {
        ContainerNodes nodes = ContainerNodes.of(List.of("primary", "replica"), ContainerNodesContainersTest::redis)
                .with(new Port("redis", 6379, Port.Users.BOTH));
        ClusterSettings settings = new ClusterSettings(folder, ClusterSettings.userCache(), 1, MeshFactory.embedded(1));
        try (ContainerCluster cluster = ContainerCluster.start(nodes, settings)) {
            InetSocketAddress client = cluster.mesh().entrance(new Link("c0", "primary"), "redis");
            InetSocketAddress replica = cluster.direct("replica", "redis");
            assertThat(ask(client, "SET k one")).isEqualTo("+OK");
            eventually(() -> ask(replica, "GET k"), "one");
            assertThat(TurnedConnections.assertAllProxied(cluster)).contains(new Link("replica", "primary"));

            Mesh.Way way = new Mesh.Way("replica", "primary");
            cluster.mesh().breakWays(List.of(way, way.back()), new Breakage.Cut());
            assertThat(ask(client, "SET k two")).isEqualTo("+OK");
            assertThat(ask(replica, "GET k")).isEqualTo("one");
            cluster.mesh().healAll();
            eventually(() -> ask(replica, "GET k"), "two");

            cluster.kill("primary");
            assertThat(cluster.state("primary")).isEqualTo(Cluster.State.KILLED);
            cluster.start("primary");
            // it listens before it has read what it kept
            eventually(() -> ask(client, "GET k"), "two");
            assertThat(cluster.stop("primary")).isTrue();
            cluster.start("primary");
            eventually(() -> ask(client, "GET k"), "two");
        }
        assertThat(Docker.ofThisHarness()).isEmpty();
    }
}
