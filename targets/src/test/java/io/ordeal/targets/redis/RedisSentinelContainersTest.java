package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.mesh.Link;
import io.ordeal.targets.TurnedConnections;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("containers")
class RedisSentinelContainersTest {
    @TempDir
    Path run;

    @Test
    void aKilledMasterIsReplacedAndComesBackAsAReplicaWithAllLinksProxied() throws Exception {
        try (ContainerCluster cluster = ContainerCluster.start(
                new RedisSentinelCluster(),
                new ClusterSettings(run, run.resolve("cache"), 1, MeshFactory.embedded(1)))) {
            assertThat(cluster.primaries().orElseThrow()).containsExactly("n1");
            assertThat(TurnedConnections.assertAllProxied(cluster))
                    .contains(
                            new Link("n2", "n1"),
                            new Link("n3", "n1"),
                            new Link("s1", "n1"),
                            new Link("s2", "n3"),
                            new Link("s3", "s1"));
            RedisAdmin.ask(cluster, "n1", jedis -> jedis.set("key", "value"));
            RedisAdmin.ask(cluster, "n1", jedis -> jedis.waitReplicas(2, 0));

            cluster.kill("n1");
            eventually("a replica is master", () -> masters(cluster).size() == 1);
            String second = masters(cluster).iterator().next();
            assertThat(second).isIn("n2", "n3");
            assertThat(RedisAdmin.<String>ask(cluster, second, jedis -> jedis.get("key")))
                    .isEqualTo("value");

            cluster.start("n1");
            eventually("the old master follows the new one", () -> {
                var replication = RedisAdmin.replication(cluster, "n1");
                return "slave".equals(replication.get("role")) && "up".equals(replication.get("master_link_status"));
            });
            assertThat(masters(cluster)).containsExactly(second);
            assertThat(TurnedConnections.assertAllProxied(cluster)).contains(new Link("n1", second));
        }
    }

    private static Set<String> masters(ContainerCluster cluster) throws Exception {
        return cluster.primaries().orElseThrow();
    }
}
