package io.ordeal.targets.zookeeper;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.toxiproxy.MessageRule;
import io.ordeal.toxiproxy.MessageRule.Act;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages between real ZooKeeper servers, which have no length before them. */
@Timeout(180)
class HeldMessagesOnZooKeeperTest {
    private static final int SESSION_MILLIS = 60_000;

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

    private long passed(String follower, String leader) {
        return cluster.mesh().traffic(new Link(follower, leader)).orElseThrow().upstreamMessages();
    }

    @Test
    void whatAFollowerSaysIsHeldUntilTwoMessagesOfTheOtherHavePassed() throws Exception {
        String leader = cluster.primaries().orElseThrow().iterator().next();
        List<String> followers = ZooKeeperEnsemble.SERVERS.stream()
                .filter(node -> !node.equals(leader))
                .toList();
        String held = followers.get(0);
        String other = followers.get(1);
        var address = cluster.direct(other, ZooKeeperServer.CLIENT_PORT);
        try (ZooKeeper client =
                new ZooKeeper(address.getHostString() + ":" + address.getPort(), SESSION_MILLIS, event -> {})) {
            eventually("a session", () -> client.exists("/", false) != null);
            Mesh.Break hold = cluster.mesh()
                    .breakWays(
                            Set.of(new Way(held, leader)),
                            new Breakage.Messages(new MessageRule(Act.HOLD, 2, Optional.empty(), false, 1)));
            long before = passed(other, leader);
            client.create("/one", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.create("/two", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            assertThat(passed(other, leader) - before)
                    .as("two requests and two acknowledgements at least")
                    .isGreaterThanOrEqualTo(4);
            eventually("an acknowledgement is held", () -> hold.effect().orElseThrow() > 0);
            long heldBefore = passed(held, leader);
            assertThat(hold.heal())
                    .doesNotContainKey("connections-not-understood")
                    .satisfies(
                            told -> assertThat((Long) told.get("messages-held")).isPositive());
            eventually("it goes on", () -> passed(held, leader) > heldBefore);
        }
    }
}
