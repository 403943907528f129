package io.ordeal.targets.consul;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh.Way;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of {@link ConsulError}, brought about on real servers: what is said of it, and what was done. */
@Tag("systems")
class ConsulErrorTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final List<Way> TO_AND_FRO = List.of(new Way("c0", "n1"), new Way("n1", "c0"));

    @TempDir
    static Path run;

    private static ProcessCluster cluster;
    private static int keys;

    private String key;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new ConsulCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void heal() throws Exception {
        cluster.mesh().healAll();
        for (String node : ConsulCluster.SERVERS) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventuallyReady();
        key = "key" + ++keys;
    }

    private static void eventuallyReady() throws Exception {
        eventually("all follow one", () -> new ConsulCluster().isReady(cluster));
    }

    private static ConsulHttp server(Duration limit) {
        return new ConsulHttp(
                ConsulHttp.newHttp(limit),
                cluster.mesh().entrance(new Link("c0", "n1"), ConsulServer.CLIENT_PORT),
                limit);
    }

    private Exception failureOfPut(ConsulHttp server) {
        return catchException(() -> server.put("/v1/kv/" + key, "1"));
    }

    private static void assertThatItIs(ConsulError error, Exception failure) {
        assertThat(ConsulError.of(failure)).as("%s", failure).isEqualTo(error);
        if (error.isDefinite()) {
            assertThat(ConsulError.exception(failure)).isInstanceOf(DefiniteFailure.class);
        } else {
            assertThat(ConsulError.exception(failure)).isSameAs(failure);
        }
    }

    /** As a server has it, asked round the proxies. */
    private Optional<String> value(String node) throws Exception {
        return new ConsulHttp(ConsulHttp.newHttp(PATIENT), cluster.direct(node, ConsulServer.CLIENT_PORT), PATIENT)
                .read(key, ReadMode.STALE)
                .map(ConsulHttp.Entry::value);
    }

    private static String leader() throws Exception {
        return cluster.primaries().orElseThrow().iterator().next();
    }

    @Test
    void aRefusedConnectionIsAProof() throws Exception {
        cluster.mesh().breakWays(TO_AND_FRO, new Breakage.Cut());
        assertThatItIs(ConsulError.REFUSED, failureOfPut(server(PATIENT)));
    }

    @Test
    void aConnectionThatIsNotMadeInTimeIsAProof() throws Exception {
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
            ConsulHttp server = new ConsulHttp(ConsulHttp.newHttp(SHORT), address, PATIENT);
            assertThatItIs(ConsulError.NOT_CONNECTED, failureOfPut(server));
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void aServerWithoutALeaderHasDoneNothing() throws Exception {
        cluster.kill("n2");
        cluster.kill("n3");
        eventually("n1 knows no leader", () -> ConsulAdmin.leader(cluster, "n1").isEmpty());
        assertThatItIs(ConsulError.NO_LEADER, failureOfPut(server(PATIENT)));
        cluster.start("n2");
        cluster.start("n3");
        eventuallyReady();
        // what is written now comes after all that was asked for before
        server(PATIENT).put("/v1/kv/after-" + key, "1");
        assertThat(value("n1")).isEmpty();
    }

    @Test
    void aLockForASessionThatIsGoneIsNotGranted() throws Exception {
        Exception failure = catchException(
                () -> server(PATIENT).put("/v1/kv/" + key + "?acquire=00000000-0000-0000-0000-000000000000", "1"));
        assertThatItIs(ConsulError.INVALID_SESSION, failure);
        server(PATIENT).put("/v1/kv/after-" + key, "1");
        assertThat(value("n1")).isEmpty();
    }

    @Test
    void whatIsNotAnsweredInTimeMayBeDone() throws Exception {
        ConsulHttp server = server(PATIENT);
        server.leader();
        cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
        assertThatItIs(ConsulError.TIMED_OUT, failureOfPut(server.within(SHORT)));
        eventually("it is written", () -> value("n1").equals(Optional.of("1")));
    }

    @Test
    void aConnectionThatBreaksProvesNothingWhetherTheRequestWasHeardOrNot() throws Exception {
        cluster.kill("n1");
        assertThatItIs(ConsulError.CONNECTION_LOST, failureOfPut(server(PATIENT)));
        cluster.start("n1");
        eventuallyReady();
        assertThat(value("n1")).isEmpty();

        ConsulHttp server = server(PATIENT);
        server.leader();
        cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
        CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(() -> failureOfPut(server));
        eventually("it is written", () -> value("n1").equals(Optional.of("1")));
        cluster.mesh().breakWays(TO_AND_FRO, new Breakage.Cut());
        assertThatItIs(ConsulError.CONNECTION_LOST, failure.get());
    }

    @Test
    void aLeaderThatIsDeposedDoesNotKnow() throws Exception {
        String leader = leader();
        ConsulHttp there =
                new ConsulHttp(ConsulHttp.newHttp(PATIENT), cluster.direct(leader, ConsulServer.CLIENT_PORT), PATIENT);
        // its followers hear nothing more of it, and it finds that out only with the write in its log
        for (String node : ConsulCluster.SERVERS) {
            if (!node.equals(leader)) {
                cluster.pause(node);
            }
        }
        assertThatItIs(ConsulError.LEADERSHIP_LOST, failureOfPut(there));
    }
}
