package io.ordeal.cluster;

import static io.ordeal.cluster.Processes.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.namespace.NamespaceNeeds;
import io.ordeal.namespace.Subnet;
import io.ordeal.tool.Command;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for any server; see the targets' tests for real ones. Where namespaces can't be had, that is told. */
class NamespaceClusterTest {
    private static final ShellServer SERVER =
            new ShellServer("echo up >\"$1/up\"; sleep 1000 & wait", List.of(new Port("peer", 4000, Port.Users.BOTH)));

    private static final ClusterDescription TWO =
            ClusterDescription.of(new NodeSpec("n1", SERVER), new NodeSpec("n2", SERVER));

    @TempDir
    Path run;

    private ClusterSettings settings() {
        return new ClusterSettings(run, run.resolve("cache"), 1, MeshFactory.embedded(1));
    }

    /** True where they can't be had; then it has been seen that this is refused. */
    private boolean isRefused() {
        Optional<String> lacking = NamespaceNeeds.lacking();
        lacking.ifPresent(why -> assertThatThrownBy(() -> ProcessCluster.startInNamespaces(TWO, settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(why));
        return lacking.isPresent();
    }

    private static Set<String> interfaces() throws Exception {
        Command shown = Command.run("ip", "-oneline", "link", "show");
        shown.require();
        Set<String> ours = new TreeSet<>();
        String owner = Ownership.mine();
        shown.output()
                .lines()
                .filter(line -> line.contains("alias " + owner))
                .forEach(line -> ours.add(line.split("[ @:]+")[1]));
        return ours;
    }

    private static String network(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).toString();
    }

    @Test
    void eachNodeHasANetworkOfItsOwnWithItsUsualPortsAndNothingIsLeft() throws Exception {
        if (isRefused()) {
            return;
        }
        Set<String> before = interfaces();
        try (ProcessCluster cluster = ProcessCluster.startInNamespaces(TWO, settings())) {
            assertThat(cluster.kind()).isEqualTo(ClusterKind.NAMESPACE);
            InetSocketAddress first = cluster.direct("n1", "peer");
            InetSocketAddress second = cluster.direct("n2", "peer");
            assertThat(first.getPort()).isEqualTo(4000);
            assertThat(second.getPort()).isEqualTo(4000);
            assertThat(first.getAddress()).isNotEqualTo(second.getAddress());
            long server = cluster.pids("n1").get(0);
            assertThat(List.of(
                            network(server),
                            network(cluster.pids("n2").get(0)),
                            network(ProcessHandle.current().pid())))
                    .doesNotHaveDuplicates();
            assertThat(interfaces()).as("of the machine's own network").hasSize(before.size() + 1);

            String network = network(server);
            cluster.kill("n1");
            cluster.start("n1");
            assertThat(network(cluster.pids("n1").get(0))).isEqualTo(network);
        }
        eventually(
                "the interface has gone with the namespaces", () -> interfaces().equals(before));
    }

    /** As the harness' death leaves it. */
    @Test
    void theWatchdogEndsWhatKeepsTheNamespaces() throws Exception {
        if (isRefused()) {
            return;
        }
        Set<String> before = interfaces();
        Watchdog watchdog = Watchdog.start();
        NamespaceGround ground = new NamespaceGround(run, watchdog);
        ProcessNode node = new ProcessNode(
                new NodeSpec("n1", SERVER),
                NodeFolders.of(run, "n1"),
                self -> {
                    throw new AssertionError("it is never started");
                },
                watchdog);
        ground.settle(ClusterDescription.of(new NodeSpec("n1", SERVER)), List.of(node));
        assertThat(interfaces()).hasSize(before.size() + 1);
        watchdog.close();
        eventually("the interface is gone", () -> interfaces().equals(before));
        assertThatThrownBy(() -> node.place().entering(List.of("true")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is gone");
        ground.giveBack();
    }

    @Test
    void whatDeadHarnessesLeftIsRemovedAndThatOfTheLivingIsNot() throws Exception {
        if (isRefused()) {
            return;
        }
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        String mine = Ownership.mine();
        String dead = mine.replaceFirst("-\\d+-", "-" + gone.pid() + "-");
        String left = Subnet.DEVICE + "9001";
        String living = Subnet.DEVICE + "9002";
        try {
            add(left, dead);
            add(living, mine);
            NetworkLeftovers leftovers = NetworkLeftovers.sweep();
            assertThat(leftovers.removed()).contains(left).doesNotContain(living);
            assertThat(leftovers.failed()).isEmpty();
            assertThat(leftovers.living()).isPositive();
            assertThat(interfaces()).contains(living);
        } finally {
            Command.run("ip", "link", "delete", left);
            Command.run("ip", "link", "delete", living).require();
        }
    }

    private static void add(String device, String owner) throws Exception {
        Command.run("ip", "link", "add", device, "type", "veth", "peer", "name", device + "p")
                .require();
        Command.run("ip", "link", "set", "dev", device, "alias", owner).require();
    }
}
