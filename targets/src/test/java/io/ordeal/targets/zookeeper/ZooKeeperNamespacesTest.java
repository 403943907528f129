package io.ordeal.targets.zookeeper;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.Terrain;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.namespace.NamespaceNeeds;
import io.ordeal.namespace.NetworkNamespace;
import io.ordeal.targets.FaultsByHand;
import io.ordeal.targets.TurnedConnections;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that know nothing of proxies, in network namespaces. Where these can't be had, that is told. */
class ZooKeeperNamespacesTest {
    @TempDir
    Path run;

    private ClusterSettings settings() {
        return new ClusterSettings(run, run.resolve("cache"), 1, MeshFactory.embedded(1));
    }

    private interface Trial {
        void on(ProcessCluster cluster) throws Exception;
    }

    private void inNamespaces(Trial trial) throws Exception {
        Optional<String> lacking = NamespaceNeeds.lacking();
        if (lacking.isPresent()) {
            assertThatThrownBy(() -> ProcessCluster.startInNamespaces(new ZooKeeperEnsemble(), settings()))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining(lacking.get());
            return;
        }
        try (ProcessCluster cluster = ProcessCluster.startInNamespaces(new ZooKeeperEnsemble(), settings())) {
            trial.on(cluster);
        }
    }

    private static String gateway(ProcessCluster cluster) {
        return cluster.mesh()
                .entrance(new Link("n1", "n2"), ZooKeeperServer.QUORUM_PORT)
                .getHostString();
    }

    private static void bash(ProcessCluster cluster, String node, String script) throws Exception {
        NetworkNamespace.of(cluster.pids(node).get(0)).run("", "bash", "-c", script);
    }

    private static String to(InetSocketAddress address) {
        return address.getHostString() + "/" + address.getPort();
    }

    @Tag("long")
    @Test
    void allHaveTheirUsualPortsLeadersChangeAndNobodyGoesRoundTheProxies() throws Exception {
        inNamespaces(cluster -> {
            for (String node : ZooKeeperEnsemble.SERVERS) {
                assertThat(cluster.direct(node, ZooKeeperServer.CLIENT_PORT).getPort())
                        .isEqualTo(2181);
            }
            // 2 followers to their leader, and a connection for each of 3 pairs of electors
            assertThat(TurnedConnections.assertAllProxied(cluster, gateway(cluster)))
                    .hasSizeGreaterThanOrEqualTo(3);
            Set<String> leaders = cluster.primaries().orElseThrow();
            assertThat(leaders).hasSize(1);
            String first = leaders.iterator().next();
            cluster.kill(first);
            eventually("another leads", () -> {
                Set<String> now = cluster.primaries().orElseThrow();
                return now.size() == 1 && !now.contains(first);
            });
            cluster.start(first);
            eventually("one leads and two follow", () -> new ZooKeeperEnsemble().isReady(cluster));
            TurnedConnections.assertAllProxied(cluster, gateway(cluster));
        });
    }

    @Test
    void whatNoLinkLeadsToIsRefused() throws Exception {
        inNamespaces(cluster -> {
            InetSocketAddress clients = cluster.direct("n2", ZooKeeperServer.CLIENT_PORT);
            String connect = "exec 3<>/dev/tcp/" + to(clients);
            bash(cluster, "n2", connect);
            assertThatThrownBy(() -> bash(cluster, "n1", connect))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refused");
            assertThatThrownBy(() -> bash(cluster, "n1", "echo x >/dev/udp/" + to(clients)))
                    .as("another protocol")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not permitted");
            InetSocketAddress others = cluster.mesh().entrance(new Link("n3", "n2"), ZooKeeperServer.ELECTION_PORT);
            assertThatThrownBy(() -> bash(cluster, "n1", "exec 3<>/dev/tcp/" + to(others)))
                    .as("another's proxy")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refused");
        });
    }

    @Test
    void aOneWayBlockBlocksOneWay() throws Exception {
        inNamespaces(cluster -> {
            Mesh.Break held = cluster.mesh().breakWays(List.of(new Mesh.Way("n1", "n2")), new Breakage.Hold());
            Link there = new Link("n1", "n2");
            Link back = new Link("n2", "n1");
            long passedThere = upstream(cluster, there);
            long passedBack = upstream(cluster, back);
            bash(cluster, "n2", "echo electors >/dev/tcp/" + to(cluster.direct("n1", ZooKeeperServer.ELECTION_PORT)));
            eventually("the one way is open", () -> upstream(cluster, back) >= passedBack + 9);
            bash(cluster, "n1", "echo electors >/dev/tcp/" + to(cluster.direct("n2", ZooKeeperServer.ELECTION_PORT)));
            eventually("the other is held", () -> held.effect().orElseThrow() >= 9);
            assertThat(upstream(cluster, there)).isEqualTo(passedThere);
            held.heal();
            eventually("what was held arrives", () -> upstream(cluster, there) >= passedThere + 9);
        });
    }

    /** The ensemble sees it, the node itself is not told, and both are as before when it is healed. */
    @Tag("long")
    @Test
    void aCableThatIsOutLeavesALeaderAloneUntilItIsHealed() throws Exception {
        inNamespaces(cluster -> {
            String leader = cluster.primaries().orElseThrow().iterator().next();
            FaultSpec spec = FaultSpec.parse("packet-loss:primary:every");
            Fault fault = FaultKinds.named(spec.kind()).create(spec, FaultsByHand.environment(cluster));
            fault.inject(new SplittableRandom(1));
            List<String> others = ZooKeeperEnsemble.SERVERS.stream()
                    .filter(node -> !node.equals(leader))
                    .toList();
            eventually("one of the others leads", () -> {
                for (String node : others) {
                    if ("leader"
                            .equals(FourLetterWord.MNTR.fields(cluster, node).get("zk_server_state"))) {
                        return true;
                    }
                }
                return false;
            });
            Healed healed = fault.heal();
            assertThat(healed.evidence().orElseThrow().measure()).isEqualTo("packets-lost");
            assertThat(healed.evidence().orElseThrow().amount().orElseThrow()).isPositive();
            eventually("one leads and two follow", () -> new ZooKeeperEnsemble().isReady(cluster));
        });
    }

    @Test
    void packetsOfWhoHasNoNetworkOfItsOwnCanNotBeLost() {
        FaultSpec spec = FaultSpec.parse("packet-loss:n1");
        Terrain loopback = Terrain.of(new ZooKeeperEnsemble(), ClusterKind.PROCESS, 1, Optional.empty(), Set.of());
        assertThat(FaultKinds.named(spec.kind()).refusal(spec, loopback).orElseThrow())
                .isEqualTo("packet-loss:n1 needs nodes that have a network each: ask for --cluster namespace");
        Terrain namespaces = Terrain.of(new ZooKeeperEnsemble(), ClusterKind.NAMESPACE, 1, Optional.empty(), Set.of());
        assertThat(FaultKinds.named(spec.kind()).refusal(spec, namespaces)).isEmpty();
    }

    private static long upstream(ProcessCluster cluster, Link link) {
        return cluster.mesh().traffic(link).orElseThrow().upstreamBytes();
    }
}
