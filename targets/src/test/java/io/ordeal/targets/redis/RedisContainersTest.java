package io.ordeal.targets.redis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.cluster.container.Leftovers;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.Docker;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

@Tag("containers")
class RedisContainersTest {
    private static final String KEY = "key";

    @TempDir
    Path run;

    private ContainerCluster start(ClusterDescription description) throws Exception {
        return start(description, run);
    }

    private static ContainerCluster start(ClusterDescription description, Path folder) throws Exception {
        return ContainerCluster.start(
                description, new ClusterSettings(folder, folder.resolve("cache"), 1, MeshFactory.embedded(1)));
    }

    private static @Nullable String valueOn(Cluster cluster, String node) {
        return RedisAdmin.<@Nullable String>ask(cluster, node, jedis -> jedis.get(KEY));
    }

    @Test
    void whatWasWrittenSurvivesKillAndPauseAtTheSameAddress() throws Exception {
        try (ContainerCluster cluster = start(IndependentRedis.alone())) {
            assertThat(cluster.versions().get("redis")).containsPattern("redis:\\S+ .*sha256:\\p{XDigit}{64}");
            InetSocketAddress address = cluster.direct("n1", RedisServer.PORT);
            RedisAdmin.ask(cluster, "n1", jedis -> jedis.set(KEY, "value"));
            cluster.kill("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.KILLED);
            assertThatThrownBy(() -> RedisAdmin.answersPing(cluster, "n1")).isInstanceOf(RuntimeException.class);
            cluster.start("n1");
            assertThat(cluster.direct("n1", RedisServer.PORT)).isEqualTo(address);
            assertThat(valueOn(cluster, "n1")).isEqualTo("value");

            cluster.pause("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.PAUSED);
            assertThatThrownBy(() -> RedisAdmin.answersPing(cluster, "n1")).isInstanceOf(RuntimeException.class);
            cluster.resume("n1");
            assertThat(valueOn(cluster, "n1")).isEqualTo("value");
            cluster.pause("n1");
            cluster.kill("n1");
            cluster.start("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            assertThat(valueOn(cluster, "n1")).isEqualTo("value");

            try (Jedis jedis = new Jedis(address.getHostString(), address.getPort())) {
                jedis.shutdown();
            }
            eventually("a server that ends by itself is seen to", () -> cluster.state("n1") == Cluster.State.ENDED);
            cluster.start("n1");
            assertThat(valueOn(cluster, "n1")).isEqualTo("value");
            assertThat(cluster.log("n1")).content().contains("Ready to accept connections", "User requested shutdown");
        }
    }

    @Test
    void aOneWayBlockBlocksOneWay() throws Exception {
        try (ContainerCluster cluster = start(IndependentRedis.of(2))) {
            assertThat(askFrom(cluster, "n1", "n2", "SET a 1")).isEqualTo("+OK");
            assertThat(has(cluster, "n2", "a")).isTrue();

            try (Healed block =
                    new Healed(cluster.mesh().breakWays(List.of(new Mesh.Way("n2", "n1")), new Breakage.Hold()))) {
                assertThat(askFrom(cluster, "n1", "n2", "SET b 1"))
                        .as("the answer's way is blocked")
                        .isEmpty();
                eventually("the question's way is not", () -> has(cluster, "n2", "b"));
                block.heal();
            }
            try (Healed block =
                    new Healed(cluster.mesh().breakWays(List.of(new Mesh.Way("n1", "n2")), new Breakage.Hold()))) {
                assertThat(askFrom(cluster, "n1", "n2", "SET c 1")).isEmpty();
                assertThat(has(cluster, "n2", "c"))
                        .as("the question's way is blocked")
                        .isFalse();
                block.heal();
            }
            assertThat(askFrom(cluster, "n1", "n2", "SET d 1")).isEqualTo("+OK");
        }
    }

    private static boolean has(Cluster cluster, String node, String key) {
        return RedisAdmin.<Boolean>ask(cluster, node, jedis -> jedis.exists(key));
    }

    private record Healed(Mesh.Break broken) implements AutoCloseable {
        void heal() throws Exception {
            broken.heal();
        }

        @Override
        public void close() throws Exception {
            broken.heal();
        }
    }

    /** Sends a command from a node's own network to another's address, and returns what comes back within 2 s. */
    private static String askFrom(ContainerCluster cluster, String from, String to, String command) throws Exception {
        InetSocketAddress address = cluster.direct(to, RedisServer.PORT);
        return Docker.tries(
                        "exec",
                        cluster.holder(from),
                        "timeout",
                        "3",
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/" + address.getHostString() + "/" + address.getPort() + "; printf '" + command
                                + "\\r\\n' >&3; read -t 2 -r answer <&3; printf %s \"${answer%$'\\r'}\"")
                .output();
    }

    @Test
    void twentyRoundsLeaveNeitherContainerNorNetworkNorProcess() throws Exception {
        for (int round = 1; round <= 20; round++) {
            List<Long> pids;
            try (ContainerCluster cluster = start(IndependentRedis.alone(), run.resolve("round" + round))) {
                List<String> all = Docker.ofThisHarness();
                assertThat(all).as("a holder, a server and their network").hasSize(3);
                pids = Docker.does("inspect", "--format", "{{.State.Pid}}", all.get(0), all.get(1)).lines().stream()
                        .map(Long::valueOf)
                        .toList();
                assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isPresent());
            }
            assertThat(Docker.ofThisHarness()).as("round %d", round).isEmpty();
            assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        }
    }

    @Test
    void whatAKilledHarnessLeftIsSweptAndALivingOnesIsNot() throws Exception {
        try (ContainerCluster cluster = start(IndependentRedis.alone())) {
            List<String> living = Docker.ofThisHarness();
            // a number above the kernel's limit: no process has it
            List<String> labels = List.of(
                    "--label",
                    "ordeal=true",
                    "--label",
                    "ordeal.run=killed",
                    "--label",
                    "ordeal.pid=99999999-1",
                    "--label",
                    "ordeal.boot="
                            + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                                    .strip(),
                    "--label",
                    "ordeal.processes=" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
            String network = Docker.does(with(labels, List.of("network", "create"), "ordeal-left"))
                    .output();
            String container = Docker.does(with(
                            labels,
                            List.of("run", "--detach", "--network", "ordeal-left", "--entrypoint", "sleep"),
                            "ordeal/tools:trixie",
                            "1000"))
                    .output();
            String strangers = Docker.does("create", "--label", "ordeal=no", "ordeal/tools:trixie")
                    .output();
            try {
                Leftovers left = Leftovers.sweep();
                assertThat(left.runs()).contains("killed");
                assertThat(Docker.tries("inspect", container).status()).isNotZero();
                assertThat(Docker.tries("network", "inspect", network).status()).isNotZero();
                assertThat(Docker.ofThisHarness()).containsExactlyInAnyOrderElementsOf(living);
                assertThat(left.living()).isGreaterThanOrEqualTo(living.size());
                assertThat(RedisAdmin.answersPing(cluster, "n1")).isTrue();
            } finally {
                Docker.does("rm", "--force", strangers);
            }
        }
    }

    private static String[] with(List<String> labels, List<String> command, String... arguments) {
        return Stream.of(command, labels, List.of(arguments))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    /** Redis with another command line or image. */
    private record Altered(Software software, List<String> command) implements ServerProgram {
        @Override
        public List<Port> ports() {
            return RedisServer.master().ports();
        }

        @Override
        public Addressing addressing() {
            return Addressing.ANNOUNCED;
        }

        @Override
        public Launch launch(NodeEnvironment environment) {
            return Launch.of(command);
        }

        @Override
        public boolean isUp(Cluster cluster, String node) {
            return RedisAdmin.answersPing(cluster, node);
        }
    }

    private void assertRefused(Altered program, String... words) throws Exception {
        assertThatThrownBy(() -> start(ClusterDescription.of(new NodeSpec("n1", program)))
                        .close())
                .isInstanceOf(ClusterException.class)
                .message()
                .contains(words);
        assertThat(Docker.ofThisHarness()).isEmpty();
    }

    @Test
    void aServerThatDoesNotStartIsToldWithItsLastWordsAndNothingIsLeft() throws Exception {
        assertRefused(
                new Altered(RedisSoftware.REDIS, List.of("redis-server", "--no-such-setting", "1")),
                "on node n1",
                "ended with exit code 1",
                "redis.log",
                "no-such-setting");
        assertRefused(
                new Altered(RedisSoftware.REDIS, List.of("no-such-program")), "can't be started", "no-such-program");
        Software none = new Software(
                "nothing 1",
                new ServerImage("localhost:1/ordeal/nothing:1", "ordeal/nothing:trixie"),
                cache -> Map.of());
        assertRefused(
                new Altered(none, List.of("true")),
                "there is no image of nothing 1",
                "localhost:1/ordeal/nothing:1",
                "targets/images/build nothing");
    }
}
