package io.ordeal.targets.zookeeper;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.targets.Docker;
import io.ordeal.targets.TurnedConnections;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("containers")
class ZooKeeperContainersTest {
    private static final int SESSION_MILLIS = 10_000;

    @TempDir
    Path run;

    private ContainerCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ContainerCluster.start(
                new ZooKeeperEnsemble(), new ClusterSettings(run, run.resolve("cache"), 1, MeshFactory.embedded(1)));
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        assertThat(Docker.ofThisHarness()).isEmpty();
    }

    private void eventuallyInStep() throws Exception {
        eventually("one leads and two follow", () -> new ZooKeeperEnsemble().isReady(cluster));
    }

    private String leader() throws Exception {
        Set<String> leaders = cluster.primaries().orElseThrow();
        assertThat(leaders).hasSize(1);
        return leaders.iterator().next();
    }

    private interface Session {
        void run(ZooKeeper zooKeeper) throws Exception;
    }

    private void inSession(String node, Session session) throws Exception {
        InetSocketAddress address = cluster.direct(node, ZooKeeperServer.CLIENT_PORT);
        eventually("a session on " + node, () -> {
            try (ZooKeeper zooKeeper =
                    new ZooKeeper(address.getHostString() + ":" + address.getPort(), SESSION_MILLIS, event -> {})) {
                session.run(zooKeeper);
                return true;
            }
        });
    }

    @Test
    void leadersChangeDataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        // 2 followers to their leader, and a connection for each of 3 pairs of electors
        assertThat(TurnedConnections.assertAllProxied(cluster)).hasSizeGreaterThanOrEqualTo(3);
        inSession("n1", zooKeeper -> {
            // not there yet, unless an attempt before this one lost its answer
            if (zooKeeper.exists("/kept", false) == null) {
                zooKeeper.create("/kept", new byte[] {42}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        });
        String first = leader();
        cluster.kill(first);
        eventually("another leads", () -> cluster.primaries().orElseThrow().size() == 1 && !leader().equals(first));
        cluster.start(first);
        eventuallyInStep();
        TurnedConnections.assertAllProxied(cluster);

        String second = leader();
        cluster.pause(second);
        assertThat(cluster.state(second)).isEqualTo(Cluster.State.PAUSED);
        eventually("another leads", () -> cluster.primaries().orElseThrow().size() == 1 && !leader().equals(second));
        cluster.resume(second);
        eventuallyInStep();
        TurnedConnections.assertAllProxied(cluster);

        for (String node : ZooKeeperEnsemble.SERVERS) {
            cluster.kill(node);
        }
        for (String node : ZooKeeperEnsemble.SERVERS) {
            cluster.start(node);
        }
        eventuallyInStep();
        for (String node : ZooKeeperEnsemble.SERVERS) {
            inSession(node, zooKeeper -> {
                zooKeeper.sync("/kept", (code, path, context) -> {}, null);
                assertThat(zooKeeper.getData("/kept", false, null)).containsExactly(42);
            });
        }
    }

    @Test
    void aPortThatNoLinkLeadsToIsRefusedToOtherNodes() throws Exception {
        InetSocketAddress clients = cluster.direct("n2", ZooKeeperServer.CLIENT_PORT);
        String connect = "exec 3<>/dev/tcp/" + clients.getHostString() + "/" + clients.getPort();
        assertThat(Docker.tries("exec", cluster.holder("n2"), "bash", "-c", connect)
                        .status())
                .as("n2 itself reaches it")
                .isZero();
        assertThat(Docker.tries("exec", cluster.holder("n1"), "bash", "-c", connect)
                        .output())
                .contains("Connection refused");
    }
}
