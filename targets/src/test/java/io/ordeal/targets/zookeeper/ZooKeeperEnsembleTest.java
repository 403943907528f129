package io.ordeal.targets.zookeeper;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.FaultsByHand;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperEnsembleTest {
    private static final int SESSION_MILLIS = 4_000;

    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new ZooKeeperEnsemble(),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
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

    private void eventuallyInStep() throws Exception {
        eventually("one leads and two follow", () -> new ZooKeeperEnsemble().isReady(cluster));
    }

    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        List<EstablishedConnections.Connection> connections = EstablishedConnections.of(cluster);
        assertThat(connections).allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS));
        // 2 followers to their leader and 3 pairs for elections, with an end at a node on either side of the proxy
        assertThat(connections).hasSizeGreaterThanOrEqualTo(2 * (2 + 3));
    }

    private interface Session {
        void run(ZooKeeper zooKeeper) throws Exception;
    }

    private void inSession(String node, Session session) throws Exception {
        var address = cluster.direct(node, ZooKeeperServer.CLIENT_PORT);
        eventually("a session on " + node, () -> {
            try (ZooKeeper zooKeeper =
                    new ZooKeeper(address.getHostString() + ":" + address.getPort(), SESSION_MILLIS, event -> {})) {
                session.run(zooKeeper);
                return true;
            }
        });
    }

    /** Its number is laid down again, its data it gets from the others. */
    @Test
    void aServerThatWasWipedComesBackUnderItsNumberAndIsFilledByTheOthers() throws Exception {
        inSession("n1", zooKeeper -> {
            if (zooKeeper.exists("/kept", false) == null) {
                zooKeeper.create("/kept", new byte[] {42}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        });
        Path data = cluster.findData("n3").orElseThrow();
        FaultSpec spec = FaultSpec.parse("wipe:n3");
        Fault wipe = FaultKinds.named("wipe").create(spec, FaultsByHand.environment(cluster));
        assertThat(wipe.inject(new SplittableRandom(7)))
                .containsEntry("nodes", List.of("n3"))
                .extractingByKey("disks")
                .asString()
                .contains("files-wiped");
        assertThat(data).isEmptyDirectory();
        Healed healed = wipe.heal();
        assertThat(healed.told()).containsEntry("back", List.of("n3"));
        assertThat(healed.evidence().orElseThrow().measure()).isEqualTo("files-wiped");
        assertThat(healed.evidence().orElseThrow().amount().orElseThrow()).isPositive();
        assertThat(data.resolve("myid")).hasContent("3");
        eventuallyInStep();
        inSession(
                "n3",
                zooKeeper -> assertThat(zooKeeper.getData("/kept", false, null)).containsExactly(42));
    }

    @Test
    void leadersChangeDataStaysAndNobodyGoesRoundTheProxies() throws Exception {
        assertThat(cluster.versions()).containsEntry("zookeeper", "3.9.5");
        assertThatNothingGoesRoundTheProxies();
        String first = leader();
        inSession("n1", zooKeeper -> {
            // not there yet, unless an attempt before this one lost its answer
            if (zooKeeper.exists("/kept", false) == null) {
                zooKeeper.create("/kept", new byte[] {42}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
            assertThat(zooKeeper.getSessionTimeout()).isEqualTo(SESSION_MILLIS);
        });

        cluster.kill(first);
        String second = newLeaderThan(first);
        cluster.start(first);
        eventuallyInStep();
        assertThatNothingGoesRoundTheProxies();

        cluster.pause(second);
        assertThat(cluster.state(second)).isEqualTo(Cluster.State.PAUSED);
        newLeaderThan(second);
        cluster.resume(second);
        eventuallyInStep();
        assertThatNothingGoesRoundTheProxies();

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
}
