package io.ordeal.targets.gluster;

import static io.ordeal.targets.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.TurnedConnections;
import io.ordeal.targets.parts.RenameLock;
import io.ordeal.targets.parts.RenameLockContract;
import io.ordeal.workload.log.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A volume on three nodes, and mounts of two clients: what they see of each other, what a client keeps that lost its connections, and
 * every line of {@link GlusterError} brought about. Takes what only root on Linux may.
 */
@Tag("systems")
class GlusterFilesTest implements RenameLockContract {
    private static final Duration PATIENT = Duration.ofMinutes(2);

    @TempDir
    static Path run;

    private static ProcessCluster cluster;
    private static final GlusterClients CLIENTS = new GlusterClients();

    private static int keys;

    private String key;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.startInNamespaces(
                new GlusterCluster(),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void heal() throws Exception {
        cluster.mesh().healAll();
        for (String node : GlusterCluster.NODES) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventuallyWhole();
        key = "key" + ++keys;
    }

    private static void eventuallyWhole() throws Exception {
        eventually("all bricks and healers are there", () -> new GlusterCluster().isReady(cluster));
    }

    /** Sooner or later: a busy machine may take longer for it than a client's patience. */
    private static GlusterMount mount(int worker) throws Exception {
        GlusterMount[] mounted = new GlusterMount[1];
        eventually("the volume is mounted", () -> {
            mounted[0] = CLIENTS.mount(MortalWorker.of(cluster, worker).hastening(PATIENT));
            return true;
        });
        eventually("enough bricks are reached", () -> {
            mounted[0]
                    .open("probe", StandardOpenOption.WRITE, StandardOpenOption.CREATE)
                    .close();
            return true;
        });
        return mounted[0];
    }

    private static GlusterLog log(int worker) throws Exception {
        return new GlusterLog(mount(worker));
    }

    private static GlusterLock lock(int worker) throws Exception {
        return new GlusterLock(mount(worker));
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public RenameLock renameLock(int worker) throws Exception {
        return new RenameLock(new GlusterNames(mount(worker)), worker, PATIENT);
    }

    private static List<Mesh.Way> waysOf(int worker) {
        return GlusterCluster.NODES.stream()
                .flatMap(node -> Stream.of(new Mesh.Way("c" + worker, node), new Mesh.Way(node, "c" + worker)))
                .toList();
    }

    private static String gateway() {
        return cluster.mesh()
                .entrance(new Link("n1", "n2"), GlusterServer.MANAGEMENT_PORT)
                .getHostString();
    }

    @Test
    void nodesAndTheirHealersGoRoundNoProxy() throws Exception {
        Set<Link> all = Set.of(
                new Link("n1", "n2"),
                new Link("n1", "n3"),
                new Link("n2", "n1"),
                new Link("n2", "n3"),
                new Link("n3", "n1"),
                new Link("n3", "n2"));
        eventually(
                "each has opened connections to each",
                () -> TurnedConnections.assertAllProxied(cluster, gateway()).equals(all));
        cluster.kill("n2");
        cluster.start("n2");
        eventuallyWhole();
        eventually(
                "and once more",
                () -> TurnedConnections.assertAllProxied(cluster, gateway()).equals(all));
    }

    @Test
    void whatOneAppendsTheOtherSeesAtItsPlace() throws Exception {
        try (GlusterLog one = log(0);
                GlusterLog other = log(1)) {
            assertThat(other.read(key, 0)).isEmpty();
            assertThat(one.append(key, 1)).isEqualTo(0);
            assertThat(other.append(key, 22)).isEqualTo(3);
            assertThat(one.append(key, 3)).isEqualTo(7);
            assertThat(other.read(key, 3)).containsExactly(new LogEntry(3, 22), new LogEntry(7, 3));
        }
    }

    @Test
    void acknowledgedEntriesOutliveAllNodes() throws Exception {
        try (GlusterLog one = log(0)) {
            one.append(key, 1);
        }
        for (String node : GlusterCluster.NODES) {
            cluster.kill(node);
        }
        for (String node : GlusterCluster.NODES) {
            cluster.start(node);
        }
        eventuallyWhole();
        try (GlusterLog other = log(1)) {
            assertThat(other.read(key, 0)).containsExactly(new LogEntry(0, 1));
        }
    }

    @Test
    void aFileIsLockedByOneUntilItsMountHasGone() throws Exception {
        try (GlusterLock other = lock(1)) {
            try (GlusterLock mine = lock(0)) {
                assertThat(mine.acquire(key)).isPresent();
                assertThat(other.acquire(key)).isEmpty();
                assertThat(catchException(() -> other.release(key))).isInstanceOf(DefiniteFailure.class);
                mine.release(key);
                assertThat(other.acquire(key)).isPresent();
                assertThat(mine.acquire(key)).isEmpty();
                other.release(key);
                assertThat(mine.acquire(key)).isPresent();
            }
            eventually("the bricks have given it up", () -> other.acquire(key).isPresent());
        }
    }

    /** That is what {@code client.strict-locks} is about, and helps only against what is written by the file that was locked. */
    @Test
    void whoseConnectionsWereCutHoldsWhatAnotherHas() throws Exception {
        try (GlusterLock mine = lock(0);
                GlusterLock other = lock(1)) {
            assertThat(mine.acquire(key)).isPresent();
            cluster.mesh().breakWays(waysOf(0), new Breakage.Cut());
            eventually("the bricks have given it up", () -> other.acquire(key).isPresent());
            cluster.mesh().healAll();
        }
    }

    private static void assertThatItProves(GlusterError error, ThrowingCallable call) {
        IOException failure = catchThrowableOfType(IOException.class, call);
        assertThat(failure).isNotNull();
        assertThat(GlusterError.of(failure)).as("%s", failure).isEqualTo(error);
        assertThat(error.exception(failure)).isInstanceOf(DefiniteFailure.class);
    }

    private static void assertThatItIsUnknown(GlusterError error, IOException failure) {
        assertThat(failure).isNotNull();
        assertThat(GlusterError.of(failure)).as("%s", failure).isEqualTo(error);
        assertThat(error.exception(failure)).isSameAs(failure);
    }

    @Test
    void whatIsThereOrIsNotProvesItself() throws Exception {
        try (GlusterMount mount = mount(0)) {
            assertThatItProves(GlusterError.NOT_THERE, () -> mount.rename(key, key + "b"));
            mount.open(key, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                    .close();
            assertThatItProves(
                    GlusterError.EXISTS,
                    () -> mount.open(key, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
            assertThat(mount.names()).contains(key).doesNotContain(key + "b");
        }
    }

    /** What is written where one brick of three is there is not done, and nothing is read there: it may be what is past. */
    @Test
    void whoReachesOneBrickOfThreeReadsAndChangesNothing() throws Exception {
        try (GlusterMount mount = mount(0);
                GlusterLog other = log(1);
                FileChannel file = mount.open(key, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            cluster.mesh()
                    .breakWays(
                            waysOf(0).stream()
                                    .filter(way -> !way.from().equals("n1")
                                            && !way.to().equals("n1"))
                                    .toList(),
                            new Breakage.Cut());
            IOException[] failure = new IOException[1];
            eventually("the mount has noticed", () -> {
                failure[0] = catchThrowableOfType(
                        IOException.class, () -> file.write(ByteBuffer.wrap("<1>".getBytes(US_ASCII))));
                return failure[0] != null;
            });
            assertThatItIsUnknown(GlusterError.NOT_CONNECTED, failure[0]);
            assertThatItIsUnknown(
                    GlusterError.NOT_CONNECTED,
                    catchThrowableOfType(IOException.class, () -> mount.open(key, StandardOpenOption.READ)));
            cluster.mesh().healAll();
            other.append(key, 2);
        }
    }

    @Test
    void aCallThatHangsEndsWithItsMount() throws Exception {
        GlusterMount mount = mount(0);
        FileChannel file = mount.open(key, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        cluster.mesh().breakWays(waysOf(0), new Breakage.Hold());
        CompletableFuture<Exception> ended = CompletableFuture.supplyAsync(
                () -> catchException(() -> file.write(ByteBuffer.wrap("<1>".getBytes(US_ASCII)))));
        eventually(
                "it is on its way",
                () -> cluster.mesh().traffic(new Link("c0", "n1")).isPresent());
        mount.close();
        Exception failure = ended.get();
        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(GlusterError.of((IOException) failure))
                .as("%s", failure)
                .isIn(GlusterError.ABORTED, GlusterError.NOT_CONNECTED);
        assertThat(catchException(file::close))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        late -> assertThat(late).isInstanceOf(IOException.class));
    }

    @Test
    void aMountLeavesNothing() throws Exception {
        Set<String> before = leftovers();
        GlusterMount mount = mount(0);
        assertThat(leftovers()).isNotEqualTo(before);
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain("glusterfs");
        mount.close();
        assertThat(leftovers()).isEqualTo(before);
    }

    private static Set<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("ordeal-gluster"))
                    .collect(java.util.stream.Collectors.toSet());
        }
    }
}
