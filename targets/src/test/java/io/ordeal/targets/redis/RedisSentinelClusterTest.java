package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Link;
import io.ordeal.targets.EstablishedConnections;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSentinelClusterTest {
    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new RedisSentinelCluster(),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterEach
    void stop() {
        List<Long> pids = cluster.description().nodes().stream()
                .flatMap(node -> cluster.pids(node.name()).stream())
                .toList();
        cluster.close();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    private Set<String> masters() throws Exception {
        return cluster.primaries().orElseThrow();
    }

    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        List<EstablishedConnections.Connection> connections = EstablishedConnections.of(cluster);
        assertThat(connections).allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS));
        Set<String> connected = connections.stream()
                .map(EstablishedConnections.Connection::node)
                .collect(Collectors.toSet());
        assertThat(connected).contains("n2", "n3", "s1", "s2", "s3");
    }

    @Test
    void aKilledMasterIsReplacedAndComesBackAsAReplicaWithAllLinksProxied() throws Exception {
        assertThat(masters()).containsExactly("n1");
        assertThat(cluster.mesh().links())
                .contains(new Link("c0", "n1"), new Link("c1", "s3"), new Link("n1", "n2"), new Link("s1", "n1"));
        assertThat(cluster.description().hostOf("s2")).isEqualTo("n2");
        assertThatNothingGoesRoundTheProxies();
        RedisAdmin.ask(cluster, "n1", jedis -> jedis.set("key", "value"));
        RedisAdmin.ask(cluster, "n1", jedis -> jedis.waitReplicas(2, 0));

        cluster.kill("n1");
        eventually("a replica is master", () -> masters().size() == 1);
        String second = masters().iterator().next();
        assertThat(second).isIn("n2", "n3");
        assertThat(valueOn(second)).isEqualTo("value");
        String third = second.equals("n2") ? "n3" : "n2";
        eventually("the other replica follows it", () -> isInStep(third));
        assertThatAllSentinelsName(second);

        cluster.start("n1");
        eventually("the old master follows the new one", () -> isInStep("n1"));
        assertThat(valueOn("n1")).isEqualTo("value");
        assertThat(masters()).containsExactly(second);
        assertThatNothingGoesRoundTheProxies();

        cluster.pause(second);
        assertThat(cluster.state(second)).isEqualTo(Cluster.State.PAUSED);
        eventually("another is master while it stands still", () -> masters().size() == 1);
        assertThat(masters()).doesNotContain(second);
        cluster.resume(second);
        eventually("it follows when it goes on", () -> isInStep(second));
        assertThat(masters()).hasSize(1).doesNotContain(second);
        assertThatNothingGoesRoundTheProxies();
    }

    private String valueOn(String node) {
        return RedisAdmin.ask(cluster, node, jedis -> jedis.get("key"));
    }

    private boolean isInStep(String node) {
        var replication = RedisAdmin.replication(cluster, node);
        return "slave".equals(replication.get("role")) && "up".equals(replication.get("master_link_status"));
    }

    private void assertThatAllSentinelsName(String node) throws Exception {
        var announced = cluster.announced(node, RedisServer.PORT).orElseThrow();
        for (String sentinel : RedisSentinelCluster.SENTINELS) {
            eventually(
                    sentinel + " names the new master",
                    () -> RedisAdmin.ask(
                                    cluster,
                                    sentinel,
                                    jedis -> jedis.sentinelGetMasterAddrByName(RedisSentinel.MASTER_NAME))
                            .equals(List.of(announced.getHostString(), Integer.toString(announced.getPort()))));
        }
    }
}
