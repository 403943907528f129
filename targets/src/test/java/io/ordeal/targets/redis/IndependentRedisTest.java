package io.ordeal.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Link;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class IndependentRedisTest {
    private static final String KEY = "key";

    @TempDir
    Path run;

    private ClusterSettings settings(MeshFactory meshes) {
        return new ClusterSettings(run, run.resolve("cache"), 1, meshes);
    }

    private static @Nullable String valueOn(Cluster cluster, String node) {
        return RedisAdmin.<@Nullable String>ask(cluster, node, jedis -> jedis.get(KEY));
    }

    @Test
    void whatWasWrittenSurvivesKillAndPause() throws Exception {
        try (ProcessCluster cluster =
                ProcessCluster.start(IndependentRedis.alone(), settings(MeshFactory.embedded(1)))) {
            assertThat(cluster.versions()).containsEntry("redis", "7.0.15");
            InetSocketAddress entrance = cluster.mesh().entrance(new Link("c0", "n1"), RedisServer.PORT);
            assertThat(entrance).isNotEqualTo(cluster.direct("n1", RedisServer.PORT));
            try (Jedis jedis = new Jedis(entrance.getHostString(), entrance.getPort())) {
                assertThat(jedis.set(KEY, "value")).isEqualTo("OK");
            }
            cluster.kill("n1");
            assertThatThrownBy(() -> RedisAdmin.answersPing(cluster, "n1")).isInstanceOf(RuntimeException.class);
            cluster.start("n1");
            assertThat(valueOn(cluster, "n1")).isEqualTo("value");
            cluster.pause("n1");
            assertThatThrownBy(() -> RedisAdmin.answersPing(cluster, "n1")).isInstanceOf(RuntimeException.class);
            cluster.resume("n1");
            assertThat(valueOn(cluster, "n1")).isEqualTo("value");
            assertThat(cluster.log("n1")).content().contains("Ready to accept connections");
        }
    }

    @Test
    void fiveKnowNothingOfEachOther() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.start(IndependentRedis.of(5), settings(MeshFactory.embedded(1)))) {
            RedisAdmin.ask(cluster, "n1", jedis -> jedis.set(KEY, "value"));
            for (String node : List.of("n2", "n3", "n4", "n5")) {
                assertThat(RedisAdmin.replication(cluster, node)).containsEntry("role", "master");
                assertThat(valueOn(cluster, node)).isNull();
            }
        }
    }

    /** A stranger who binds a server's port after it was leased and before the server does. */
    private static final class Squatter implements AutoCloseable {
        private final List<ServerSocket> sockets = new ArrayList<>();
        private final int times;

        Squatter(int times) {
            this.times = times;
        }

        MeshFactory meshes() {
            return plan -> {
                if (sockets.size() < times) {
                    InetSocketAddress victim = plan.passages().get(0).upstream();
                    sockets.add(new ServerSocket(victim.getPort(), 1, victim.getAddress()));
                }
                return MeshFactory.embedded(1).create(plan);
            };
        }

        @Override
        public void close() throws Exception {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenAtTheStartIsNoFailure() throws Exception {
        try (Squatter squatter = new Squatter(1);
                ProcessCluster cluster = ProcessCluster.start(IndependentRedis.alone(), settings(squatter.meshes()))) {
            assertThat(squatter.sockets).hasSize(1);
            assertThat(cluster.direct("n1", RedisServer.PORT).getPort())
                    .isNotEqualTo(squatter.sockets.get(0).getLocalPort());
            assertThat(RedisAdmin.answersPing(cluster, "n1")).isTrue();
        }
    }

    @Test
    void portsThatAreTakenAgainAndAgainAreTold() throws Exception {
        try (Squatter squatter = new Squatter(Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> ProcessCluster.start(IndependentRedis.alone(), settings(squatter.meshes())))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("redis 7.0.15 on node n1")
                    .hasMessageContaining("is taken by another process");
            assertThat(squatter.sockets).hasSizeGreaterThan(1);
        }
    }

    @Test
    void aPortThatIsTakenWhileItsServerIsDownIsTold() throws Exception {
        try (ProcessCluster cluster =
                ProcessCluster.start(IndependentRedis.alone(), settings(MeshFactory.embedded(1)))) {
            cluster.kill("n1");
            InetSocketAddress address = cluster.direct("n1", RedisServer.PORT);
            try (ServerSocket squatter = new ServerSocket(address.getPort(), 1, address.getAddress())) {
                assertThatThrownBy(() -> cluster.start("n1"))
                        .isInstanceOf(ClusterException.class)
                        .hasMessageContaining("port " + squatter.getLocalPort());
                assertThat(cluster.state("n1")).isEqualTo(Cluster.State.KILLED);
            }
            cluster.start("n1");
            assertThat(RedisAdmin.answersPing(cluster, "n1")).isTrue();
        }
    }

    @Test
    void aBrokenBinaryIsToldWithItsLog() throws Exception {
        ProcessCluster.start(IndependentRedis.alone(), settings(MeshFactory.embedded(1)))
                .close();
        Path binary = installed(run.resolve("cache"));
        Files.writeString(binary, "\177ELF, but not really");
        assertThatThrownBy(() -> ProcessCluster.start(IndependentRedis.alone(), settings(MeshFactory.embedded(1))))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("redis 7.0.15 on node n1 did not start: it ended with exit code")
                .hasMessageContaining(run.resolve("nodes/n1/redis.log").toString());
    }

    private static Path installed(Path cache) {
        try {
            List<Path> server =
                    RedisSoftware.REDIS.install().install(cache).getOrDefault(RedisSoftware.SERVER, List.of());
            assertThat(server).hasSize(1);
            return server.get(0);
        } catch (Exception e) {
            throw new AssertionError("Redis can't be installed", e);
        }
    }

    @Test
    void severalHarnessesUnpackAtOnceAndAllFindAWholeFile() throws Exception {
        Path cache = run.resolve("shared");
        List<Path> found = List.of(1, 2, 3, 4, 5, 6, 7, 8).parallelStream()
                .map(each -> installed(cache))
                .toList();
        assertThat(Set.copyOf(found)).hasSize(1);
        try (var files = Files.list(found.get(0).getParent())) {
            assertThat(files).containsExactly(found.get(0));
        }
        Process version = new ProcessBuilder(found.get(0).toString(), "--version").start();
        assertThat(version.inputReader().readLine()).contains("v=7.0.15");
    }
}
