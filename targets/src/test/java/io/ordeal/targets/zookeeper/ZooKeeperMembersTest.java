package io.ordeal.targets.zookeeper;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.mesh.Link;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.FaultsByHand;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers join an ensemble, leave it and are replaced, while it serves; each test leaves it as it was. */
class ZooKeeperMembersTest {
    private static final int SESSION_MILLIS = 4_000;

    @TempDir
    static Path run;

    private static ProcessCluster cluster;
    private static FaultEnvironment environment;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new ZooKeeperEnsemble().changing().orElseThrow(),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
        environment = FaultsByHand.environment(cluster);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Fault fault(String text) {
        FaultSpec spec = FaultSpec.parse(text);
        assertThat(FaultKinds.named(spec.kind()).refusal(spec, environment.terrain()))
                .isEmpty();
        return FaultKinds.named(spec.kind()).create(spec, environment);
    }

    private interface Session {
        void run(ZooKeeper zooKeeper) throws Exception;
    }

    /** In a session of client c0's, through its own link. */
    private static void inSession(String node, Session session) throws Exception {
        InetSocketAddress address = cluster.mesh().entrance(new Link("c0", node), ZooKeeperServer.CLIENT_PORT);
        eventually("a session on " + node, () -> {
            try (ZooKeeper zooKeeper =
                    new ZooKeeper(address.getHostString() + ":" + address.getPort(), SESSION_MILLIS, event -> {})) {
                session.run(zooKeeper);
                return true;
            }
        });
    }

    private static void write(String path) throws Exception {
        inSession("n1", zooKeeper -> {
            if (zooKeeper.exists(path, false) == null) {
                zooKeeper.create(path, new byte[] {42}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        });
    }

    private static void assertServedBy(String node, String path) throws Exception {
        inSession(node, zooKeeper -> {
            zooKeeper.sync(path, (code, p, context) -> {}, null);
            assertThat(zooKeeper.getData(path, false, null)).containsExactly(42);
        });
    }

    private static void assertThatNothingGoesRoundTheProxies() throws Exception {
        List<EstablishedConnections.Connection> connections = EstablishedConnections.of(cluster);
        assertThat(connections).isNotEmpty().allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS));
    }

    @Test
    void aServerJoinsServesAndLeavesAgain() throws Exception {
        assertThat(cluster.members().now()).containsExactly("n1", "n2", "n3");
        write("/before");
        Fault join = fault("join");
        assertThat(join.inject(new SplittableRandom(1)))
                .containsEntry("nodes", List.of("n4"))
                .containsEntry("members", List.of("n1", "n2", "n3", "n4"));
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3", "n4");
        assertServedBy("n4", "/before");
        assertThatNothingGoesRoundTheProxies();
        // it counts: with two of four others gone there is no majority, with one there is, that only it makes
        cluster.kill("n3");
        write("/meanwhile");
        assertServedBy("n4", "/meanwhile");
        cluster.start("n3");

        Healed healed = join.heal();
        assertThat(healed.told()).containsEntry("members", List.of("n1", "n2", "n3"));
        assertThat(healed.evidence().orElseThrow().toString()).isEqualTo("clients-served 1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        assertThat(cluster.state("n4")).isEqualTo(Cluster.State.KILLED);
        write("/after");
        assertServedBy("n2", "/after");
    }

    @Test
    void theLeaderLeavesAndIsBackAnewWhenItIsHealed() throws Exception {
        write("/before");
        String leader = cluster.primaries().orElseThrow().iterator().next();
        Fault leave = fault("leave:primary");
        Map<String, Object> told = leave.inject(new SplittableRandom(1));
        assertThat(told).containsEntry("nodes", List.of(leader));
        assertThat(environment.changes().told()).hasSize(2).doesNotContain(leader);
        assertThat(cluster.state(leader)).isEqualTo(Cluster.State.KILLED);
        assertThat(environment.holds().release(new Object())).isEmpty();

        Healed healed = leave.heal();
        assertThat(healed.evidence().orElseThrow().toString()).isEqualTo("members-left 1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        assertServedBy(leader, "/before");
        assertThatNothingGoesRoundTheProxies();
    }

    @Test
    void aServerIsReplacedByAnEmptyOneOfTheSameNameAndAllIsBackWhateverWasNotHealed() throws Exception {
        write("/before");
        Fault replace = fault("replace:n2");
        assertThat(replace.inject(new SplittableRandom(1))).containsEntry("members", List.of("n1", "n2", "n3"));
        assertServedBy("n2", "/before");
        assertThat(replace.heal().evidence().orElseThrow().toString()).isEqualTo("clients-served 1");

        fault("join").inject(new SplittableRandom(1));
        fault("leave:n1").inject(new SplittableRandom(1));
        assertThat(environment.changes().told()).containsExactly("n2", "n3", "n4");
        assertThat(environment.healAll()).contains("n1");
        assertThat(environment.changes().told()).containsExactly("n1", "n2", "n3");
        assertThat(cluster.state("n4")).isEqualTo(Cluster.State.KILLED);
        assertServedBy("n1", "/before");
    }
}
