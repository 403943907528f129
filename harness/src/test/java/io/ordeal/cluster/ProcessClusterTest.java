package io.ordeal.cluster;

import static io.ordeal.cluster.Processes.eventually;
import static io.ordeal.cluster.Processes.living;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for any server; see the targets' tests for real ones. */
class ProcessClusterTest {
    private static final String STAYS_UP = "echo up >\"$1/up\"; sleep 1000 & wait";

    @TempDir
    Path run;

    private ClusterSettings settings() {
        return new ClusterSettings(run, run.resolve("cache"), 0, MeshFactory.embedded(1));
    }

    private static ClusterDescription nodes(ServerProgram... programs) {
        NodeSpec[] specs = new NodeSpec[programs.length];
        Arrays.setAll(specs, i -> new NodeSpec("n" + (i + 1), programs[i]));
        return ClusterDescription.of(specs);
    }

    @Test
    void aNodeIsKilledStartedPausedAndResumedAndEachTwiceIsOnce() throws Exception {
        try (ProcessCluster cluster =
                ProcessCluster.start(nodes(ShellServer.running(STAYS_UP), ShellServer.running(STAYS_UP)), settings())) {
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            Path config = run.resolve("nodes/n1/config/given.txt");
            assertThat(config).hasContent("for n1");
            List<Long> first = cluster.pids("n1");
            List<Long> other = cluster.pids("n2");
            for (int twice = 0; twice < 2; twice++) {
                cluster.pause("n1");
                assertThat(cluster.state("n1")).isEqualTo(Cluster.State.PAUSED);
            }
            cluster.start("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.PAUSED);
            for (int twice = 0; twice < 2; twice++) {
                cluster.kill("n1");
                assertThat(cluster.state("n1")).isEqualTo(Cluster.State.KILLED);
            }
            assertThat(living(first)).isEmpty();
            cluster.resume("n1");
            cluster.pause("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.KILLED);
            for (int twice = 0; twice < 2; twice++) {
                cluster.start("n1");
                assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            }
            cluster.pause("n1");
            cluster.resume("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            assertThat(cluster.pids("n1")).doesNotContainAnyElementsOf(first);
            assertThat(cluster.pids("n2")).isEqualTo(other);
        }
    }

    @Test
    void aServerThatEndsByItselfIsSeenAndCanBeStartedAgain() throws Exception {
        try (ProcessCluster cluster = ProcessCluster.start(nodes(ShellServer.running(STAYS_UP)), settings())) {
            long leader = cluster.pids("n1").get(0);
            ProcessHandle.of(leader).orElseThrow().destroyForcibly();
            eventually("it has ended", () -> cluster.state("n1") == Cluster.State.ENDED);
            cluster.start("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            assertThat(cluster.pids("n1")).hasSize(2);
        }
    }

    @Test
    void theEndOfAServerIsToldOnlyIfNobodyAskedForIt() throws Exception {
        List<ServerEnd> ends = new CopyOnWriteArrayList<>();
        ShellServer coloured = ShellServer.running("printf '\\033[31mall is\\twell\\033[0m\\n'; " + STAYS_UP);
        try (ProcessCluster cluster = ProcessCluster.start(nodes(coloured, coloured), settings())) {
            cluster.onServerEnd(ends::add);
            cluster.kill("n1");
            cluster.start("n1");
            for (String node : List.of("n1", "n2")) {
                if (node.equals("n2")) {
                    cluster.pause(node);
                }
                ProcessHandle.of(cluster.pids(node).get(0)).orElseThrow().destroyForcibly();
                // what is frozen as a group ends only when it is thawed
                if (node.equals("n2")) {
                    cluster.resume(node);
                }
                eventually(
                        "it is told",
                        () -> ends.stream().anyMatch(end -> end.node().equals(node)));
            }
        }
        assertThat(ends)
                .extracting(ServerEnd::node, ServerEnd::server, ServerEnd::exitCode, ServerEnd::log)
                .containsExactly(
                        tuple("n1", "shell 1", "137", "nodes/n1/shell.log"),
                        tuple("n2", "shell 1", "137", "nodes/n2/shell.log"));
        assertThat(ends.get(1).lastLines()).containsExactly("all is well");
        assertThat(ends.get(0).lastLines()).as("of both starts").containsExactly("all is well", "all is well");
    }

    @Test
    void nodesOfALaterGroupStartWhenTheEarlierAreUp() throws Exception {
        ShellServer slow = ShellServer.running("sleep 0.2; " + STAYS_UP);
        ShellServer needsSlow = ShellServer.running("test -e ../../n2/data/up || exit 1; " + STAYS_UP);
        List<NodeSpec> specs = nodes(needsSlow, slow).nodes();
        ClusterDescription description = new ClusterDescription() {
            @Override
            public List<NodeSpec> nodes() {
                return specs;
            }

            @Override
            public List<List<String>> startOrder() {
                return List.of(List.of("n2"), List.of("n1"));
            }
        };
        try (ProcessCluster cluster = ProcessCluster.start(description, settings())) {
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
        }
    }

    @Test
    void aServerThatDoesNotStartIsToldWithItsLogAndNothingIsLeft() throws Exception {
        ShellServer good = ShellServer.running("echo $$ >\"$1/pid\"; " + STAYS_UP);
        ShellServer bad = ShellServer.running("echo 'cannot find my teeth' >&2; exit 7");
        assertThatThrownBy(() -> ProcessCluster.start(nodes(good, bad), settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("shell 1 on node n2 did not start: it ended with exit code 7")
                .hasMessageContaining(run.resolve("nodes/n2/shell.log").toString())
                .hasMessageContaining("cannot find my teeth");
        nothingIsLeft(run.resolve("nodes/n1/data/pid"));
    }

    @Test
    void aServerThatIsNeverUpIsToldAndNothingIsLeft() throws Exception {
        ShellServer dumb = ShellServer.running("echo $$ >\"$1/pid\"; echo thinking; sleep 1000 & wait");
        assertThatThrownBy(() -> ProcessCluster.start(readyWithinASecond(cluster -> true, dumb), settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("was not up in time")
                .hasMessageContaining("thinking")
                .hasMessageContaining("1 s");
        nothingIsLeft(run.resolve("nodes/n1/data/pid"));
    }

    /** As does a client that reads from a server that accepts and is silent. */
    @Test
    void aReadinessCheckThatNeverAnswersIsGivenUpAtItsLimit() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ShellServer up = ShellServer.running("echo $$ >\"$1/pid\"; " + STAYS_UP);
        ClusterDescription description = readyWithinASecond(
                cluster -> {
                    asked.countDown();
                    boolean deaf = true;
                    while (deaf) {
                        try {
                            never.await();
                            deaf = false;
                        } catch (InterruptedException goesOn) {
                            // as a read from a socket does
                        }
                    }
                    return true;
                },
                up);
        assertThatThrownBy(() -> ProcessCluster.start(description, settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("together they were not ready in time")
                .hasMessageContaining("1 s");
        assertThat(asked.getCount()).isZero();
        never.countDown();
        nothingIsLeft(run.resolve("nodes/n1/data/pid"));
    }

    private static ClusterDescription readyWithinASecond(Predicate<Cluster> ready, ServerProgram program) {
        List<NodeSpec> specs = nodes(program).nodes();
        return new ClusterDescription() {
            @Override
            public List<NodeSpec> nodes() {
                return specs;
            }

            @Override
            public boolean isReady(Cluster cluster) {
                return ready.test(cluster);
            }

            @Override
            public Duration readyWithin() {
                return Duration.ofSeconds(1);
            }
        };
    }

    @Test
    void aFullDiskIsToldInTheServersWords() {
        ShellServer full = ShellServer.running("cat /proc/self/stat >/dev/full || exit 28; " + STAYS_UP);
        assertThatThrownBy(() -> ProcessCluster.start(nodes(full), settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("exit code 28")
                .hasMessageContaining("No space left on device");
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws Exception {
        Files.writeString(run.resolve("nodes"), "a file where the nodes' folders should be");
        assertThatThrownBy(() -> ProcessCluster.start(nodes(ShellServer.running(STAYS_UP)), settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("the files of node n1 can't be written into " + run.resolve("nodes/n1"));
    }

    @Test
    void softwareThatCannotBeInstalledIsTold() {
        Software broken = new Software("tooth 1", cache -> {
            throw new IllegalStateException("the class path has no teeth");
        });
        ServerProgram program = new ServerProgram() {
            @Override
            public Software software() {
                return broken;
            }

            @Override
            public List<Port> ports() {
                return List.of();
            }

            @Override
            public Addressing addressing() {
                return Addressing.CONFIGURED;
            }

            @Override
            public Launch launch(NodeEnvironment environment) {
                throw new AssertionError("not before it is installed");
            }

            @Override
            public boolean isUp(Cluster cluster, String node) {
                throw new AssertionError("not before it is installed");
            }
        };
        assertThatThrownBy(() -> ProcessCluster.start(nodes(program), settings()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("tooth 1 can't be installed into " + run.resolve("cache"))
                .hasMessageContaining("no teeth");
    }

    /** A JVM that started a cluster, paused a node of it, and is killed as by kill -9: no server is left. */
    @Test
    void noServerOutlivesAHarnessThatIsKilled() throws Exception {
        Process harness = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answer = harness.inputReader()) {
            String line = answer.readLine();
            while (line != null && !line.startsWith("servers")) {
                line = answer.readLine();
            }
            assertThat(line).as("the harness started its cluster").isNotNull();
            List<Long> pids =
                    Arrays.stream(line.split(" ")).skip(1).map(Long::parseLong).toList();
            assertThat(living(pids)).hasSize(10);
            harness.destroyForcibly().waitFor();
            eventually("all servers are gone", () -> living(pids).isEmpty());
        } finally {
            harness.destroyForcibly();
        }
    }

    private static void nothingIsLeft(Path pidFile) throws Exception {
        eventually("it ran far enough", () -> Files.exists(pidFile));
        assertThat(living(List.of(Long.parseLong(Files.readString(pidFile).trim()))))
                .isEmpty();
    }

    /** A harness that will be killed. */
    static final class Doomed {
        public static void main(String[] args) throws Exception {
            Path run = Path.of(args[0]);
            ShellServer program = ShellServer.running(ShellServer.WITH_CHILDREN);
            ProcessCluster cluster = ProcessCluster.start(
                    nodes(program, program),
                    new ClusterSettings(run, run.resolve("cache"), 0, MeshFactory.embedded(1)));
            eventually(
                    "all children run",
                    () -> cluster.pids("n1").size() == 5 && cluster.pids("n2").size() == 5);
            cluster.pause("n2");
            StringBuilder line = new StringBuilder("servers");
            cluster.pids("n1").forEach(pid -> line.append(' ').append(pid));
            cluster.pids("n2").forEach(pid -> line.append(' ').append(pid));
            System.out.println(line);
            Thread.sleep(Long.MAX_VALUE);
            cluster.close();
        }
    }
}
