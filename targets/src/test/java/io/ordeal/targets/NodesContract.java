package io.ordeal.targets;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.ServerProgram.Addressing;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every system of fetched nodes has to show on real ones: nobody goes round the proxies, and of each failure that any network
 * has, what is said of it and what was done. A system's own test adds what is its alone. All share one cluster, which is whole again
 * before each.
 *
 * <p>Workers 0, 1 and 2 have one server each, in the order of the description.
 */
@Tag("systems")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NodesContract {
    /** Longer than anything takes. */
    protected static final Duration PATIENT = Duration.ofSeconds(60);

    protected static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    static Path run;

    private final ClusterDescription description;
    private ProcessCluster cluster;
    private int keys;
    private String key = "";

    protected NodesContract(ClusterDescription description) {
        this.description = description;
    }

    /** What a worker's client does: at first it makes sure that it is connected. */
    public interface Store extends AutoCloseable {
        /** Is answered, with nothing stored. */
        void greet() throws Exception;

        /** Stores something under a key. */
        void put(String key) throws Exception;

        @Override
        default void close() {}
    }

    /** Worker 0's client, by its link to the first server. */
    protected abstract Store store(InetSocketAddress server, Duration connects, Duration answers);

    /** Whether something is stored under a key, by the word of the servers, asked round the proxies. */
    protected abstract boolean isStored(String key) throws Exception;

    /** What the system's table of errors says of a failure that is no proof. */
    protected abstract Enum<?> error(Exception failure);

    /** Writes by a worker's client. */
    protected abstract void write(int worker, String key, long value) throws Exception;

    /** What all of them together have last under a key, by a worker's client; empty if nothing. */
    protected abstract List<Long> read(int worker, String key) throws Exception;

    /** The name of the port for clients. */
    protected abstract String clientPort();

    /** The name of the port for other nodes. */
    protected abstract String nodePort();

    @BeforeAll
    final void startAll() throws Exception {
        cluster = ProcessCluster.start(
                description, new ClusterSettings(run, ClusterSettings.userCache(), 3, MeshFactory.embedded(1)));
    }

    @AfterAll
    final void stopAll() {
        cluster.close();
    }

    @BeforeEach
    final void heal() throws Exception {
        cluster.mesh().healAll();
        for (String node : nodes()) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventuallyReady();
        key = "key" + ++keys;
    }

    protected final ProcessCluster cluster() {
        return cluster;
    }

    /** The folder of the run. */
    protected static Path run() {
        return run;
    }

    /** A test's own. */
    protected final String key() {
        return key;
    }

    protected final List<String> nodes() {
        return description.nodes().stream().map(NodeSpec::name).toList();
    }

    protected final void eventuallyReady() throws Exception {
        eventually("all is whole", () -> description.isReady(cluster));
    }

    /** Worker 0's client. */
    protected final Store store() {
        return store(cluster.mesh().entrance(new Link("c0", first()), clientPort()), PATIENT, PATIENT);
    }

    private String first() {
        return nodes().get(0);
    }

    /** The failure of what stores something under the test's key. */
    protected final Exception failureOfPut(Store store) {
        return catchException(() -> store.put(key));
    }

    protected static void assertThatItProves(String meaning, Exception failure) {
        assertThat(failure).isInstanceOf(DefiniteFailure.class).hasMessageContaining(meaning);
    }

    /** @param name of the line in the system's table */
    protected final void assertThatItIsUnknown(String name, Exception failure) {
        assertThat(failure).isNotNull().isNotInstanceOf(DefiniteFailure.class);
        assertThat(error(failure).name()).as("%s", failure).isEqualTo(name);
    }

    /** Messages of worker 0 to its server, and back. */
    protected final List<Way> toAndFro() {
        return List.of(new Way("c0", first()), answers());
    }

    protected final Way answers() {
        return new Way(first(), "c0");
    }

    protected final void assertThatNothingGoesRoundTheProxies() throws Exception {
        assertThat(EstablishedConnections.of(cluster))
                .isNotEmpty()
                // a server may be a client of itself, which is no link
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                        || each.peer().equals(each.node()));
    }

    /** By a link, at this moment. */
    protected final int openConnections(String from, String to) {
        return cluster.mesh()
                .traffic(new Link(from, to))
                .map(Mesh.Traffic::openConnections)
                .orElseThrow();
    }

    /** What is announced is for servers alone, whoever else finds out where it is. Who has a way for each other announces none. */
    @Test
    final void whoIsNoServerIsNotLetInAtWhatAServerAnnounces() throws Exception {
        Optional<InetSocketAddress> announced = cluster.announced(first(), nodePort());
        if (announced.isEmpty()) {
            assertThat(description.nodes())
                    .allMatch(node -> Set.of(Addressing.CONFIGURED, Addressing.NAMED)
                            .contains(node.program().addressing()));
            return;
        }
        assertThatThrownBy(() -> {
                    try (Socket stranger = new Socket(
                            announced.get().getAddress(), announced.get().getPort())) {
                        stranger.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    final void aRefusedConnectionIsAProof() throws Exception {
        cluster.mesh().breakWays(toAndFro(), new Breakage.Cut());
        try (Store store = store()) {
            assertThatItProves("the connection was refused", failureOfPut(store));
        }
        assertThat(isStored(key)).isFalse();
    }

    @Test
    final void aConnectionThatIsNotMadeInTimeIsAProof() throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
            // nobody accepts: once the line is full the system answers no more
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(address);
            }
            try (Store store = store(address, SHORT, PATIENT)) {
                assertThatItProves("no connection in time", failureOfPut(store));
            }
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    /** Servers that have no leader for a moment may drop what comes: of some that have no answer, one must be stored. */
    @Test
    final void whatIsNotAnsweredInTimeMayBeStored() throws Exception {
        InetSocketAddress server = cluster.mesh().entrance(new Link("c0", first()), clientPort());
        eventually("one is stored", () -> {
            cluster.mesh().healAll();
            // long enough to greet on a busy machine
            try (Store store = store(server, PATIENT, Duration.ofSeconds(3))) {
                store.greet();
                cluster.mesh().breakWays(List.of(answers()), new Breakage.Hold());
                assertThatItIsUnknown("TIMED_OUT", failureOfPut(store));
            }
            return isStored(key);
        });
    }

    @Test
    final void aConnectionThatBreaksAfterTheRequestProvesNothing() throws Exception {
        try (Store store = store()) {
            store.greet();
            cluster.mesh().breakWays(List.of(answers()), new Breakage.Hold());
            CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(() -> failureOfPut(store));
            eventually("it is stored", () -> isStored(key));
            cluster.mesh().breakWays(toAndFro(), new Breakage.Cut());
            assertThatItIsUnknown("CONNECTION_LOST", failure.get());
        }
    }

    @Test
    final void aConnectionThatBreaksBeforeTheRequestProvesNothing() throws Exception {
        try (Store store = store()) {
            store.greet();
            cluster.mesh().breakWays(List.of(new Way("c0", first())), new Breakage.Blackhole());
            CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(() -> failureOfPut(store));
            // nothing arrives, which nobody can be told of
            Thread.sleep(SHORT.toMillis());
            cluster.kill(first());
            assertThatItIsUnknown("CONNECTION_LOST", failure.get());
        }
        cluster.mesh().healAll();
        cluster.start(first());
        eventuallyReady();
        assertThat(isStored(key)).isFalse();
    }
}
