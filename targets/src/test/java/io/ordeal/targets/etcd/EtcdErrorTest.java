package io.ordeal.targets.etcd;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh.Way;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

/** Every line of {@link EtcdError}, brought about on real members, and what became of what was asked. */
@Tag("systems")
class EtcdErrorTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);
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
                new EtcdCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void heal() throws Exception {
        cluster.mesh().healAll();
        for (String node : EtcdCluster.MEMBERS) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventually("all follow one", () -> new EtcdCluster().isReady(cluster));
        key = "key" + ++keys;
    }

    private static EtcdGateway gateway(Duration limit) {
        return new EtcdGateway(
                EtcdGateway.newHttp(limit),
                cluster.mesh().entrance(new Link("c0", "n1"), EtcdServer.CLIENT_PORT),
                limit);
    }

    private Exception failureOfPut(EtcdGateway gateway) {
        return catchException(() -> gateway.callWithLeader(EtcdCall.PUT, EtcdJson.put(key, "1")));
    }

    private static void assertThatItIs(EtcdError error, Exception failure) {
        assertThat(EtcdError.of(failure)).as("%s", failure).isEqualTo(error);
        if (error.isDefinite()) {
            assertThat(EtcdError.exception(failure)).isInstanceOf(DefiniteFailure.class);
        } else {
            assertThat(EtcdError.exception(failure)).isSameAs(failure);
        }
    }

    /** As a member has it, asked round the proxies. */
    private Optional<String> value(String node) throws Exception {
        EtcdGateway direct =
                new EtcdGateway(EtcdGateway.newHttp(PATIENT), cluster.direct(node, EtcdServer.CLIENT_PORT), PATIENT);
        var found = direct.call(EtcdCall.RANGE, EtcdJson.key(key).put("serializable", true))
                .path("kvs")
                .path(0);
        return found.isMissingNode() ? Optional.empty() : Optional.of(EtcdJson.decode(found.path("value")));
    }

    private void othersThanN1(Deed deed) throws Exception {
        deed.to("n2");
        deed.to("n3");
    }

    private interface Deed {
        void to(String node) throws Exception;
    }

    @Test
    void aRefusedConnectionIsAProof() throws Exception {
        cluster.mesh().breakWays(TO_AND_FRO, new Breakage.Cut());
        assertThatItIs(EtcdError.REFUSED, failureOfPut(gateway(PATIENT)));
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
            EtcdGateway gateway = new EtcdGateway(EtcdGateway.newHttp(SHORT), address, PATIENT);
            assertThatItIs(EtcdError.NOT_CONNECTED, failureOfPut(gateway));
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void aMemberWithoutALeaderRefusesAtOnce() throws Exception {
        othersThanN1(cluster::kill);
        eventually(
                "n1 knows no leader",
                () -> EtcdAdmin.status(cluster, "n1").leader().equals(EtcdAdmin.NOBODY));
        assertThatItIs(EtcdError.NO_LEADER, failureOfPut(gateway(PATIENT)));
        othersThanN1(cluster::start);
        eventually("all follow one", () -> new EtcdCluster().isReady(cluster));
        // what is written now comes after all that was proposed before
        gateway(PATIENT).call(EtcdCall.PUT, EtcdJson.put("after-" + key, "1"));
        assertThat(value("n1")).isEmpty();
    }

    @Test
    void whatHangsOnALeaseThatIsGoneIsNotWritten() throws Exception {
        ObjectNode put = EtcdJson.put(key, "1").put("lease", "4711");
        assertThatItIs(
                EtcdError.LEASE_NOT_FOUND, catchException(() -> gateway(PATIENT).callWithLeader(EtcdCall.PUT, put)));
        assertThatItIs(
                EtcdError.LEASE_NOT_FOUND,
                catchException(() -> gateway(PATIENT)
                        .callWithLeader(EtcdCall.LEASE_REVOKE, EtcdJson.object().put("ID", "4711"))));
        gateway(PATIENT).call(EtcdCall.PUT, EtcdJson.put("after-" + key, "1"));
        assertThat(value("n1")).isEmpty();
    }

    @Test
    void whatIsNotAnsweredInTimeMayBeDone() throws Exception {
        EtcdGateway gateway = gateway(PATIENT);
        gateway.call(EtcdCall.STATUS, EtcdJson.object());
        cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
        assertThatItIs(EtcdError.TIMED_OUT, failureOfPut(gateway.within(SHORT)));
        eventually("it is written", () -> value("n1").equals(Optional.of("1")));
    }

    @Test
    void aConnectionThatBreaksProvesNothingWhetherTheRequestWasHeardOrNot() throws Exception {
        cluster.kill("n1");
        assertThatItIs(EtcdError.CONNECTION_LOST, failureOfPut(gateway(PATIENT)));
        cluster.start("n1");
        eventually("all follow one", () -> new EtcdCluster().isReady(cluster));
        assertThat(value("n1")).isEmpty();

        EtcdGateway gateway = gateway(PATIENT);
        gateway.call(EtcdCall.STATUS, EtcdJson.object());
        cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
        CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(() -> failureOfPut(gateway));
        eventually("it is written", () -> value("n1").equals(Optional.of("1")));
        cluster.mesh().breakWays(TO_AND_FRO, new Breakage.Cut());
        assertThatItIs(EtcdError.CONNECTION_LOST, failure.get());
    }

    @Test
    void aMemberThatWaitsInVainForTheOthersDoesNotKnow() throws Exception {
        EtcdGateway gateway = gateway(PATIENT);
        othersThanN1(cluster::pause);
        // whether it leads or follows: it is proposed, or on its way to be
        assertThatItIs(
                EtcdError.PROPOSAL_TIMED_OUT, catchException(() -> gateway.call(EtcdCall.PUT, EtcdJson.put(key, "1"))));
    }

    @Test
    void aMemberThatIsStoppedDoesNotKnow() throws Exception {
        EtcdGateway gateway = gateway(PATIENT);
        gateway.call(EtcdCall.STATUS, EtcdJson.object());
        othersThanN1(cluster::pause);
        CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(
                () -> catchException(() -> gateway.call(EtcdCall.PUT, EtcdJson.put(key, "1"))));
        eventually("it is proposed", () -> metrics().contains("etcd_server_proposals_pending 1"));
        ProcessHandle.of(cluster.pids("n1").get(0)).orElseThrow().destroy();
        assertThatItIs(EtcdError.STOPPED, failure.get());
        eventually("it has ended", () -> cluster.state("n1") == Cluster.State.ENDED);
    }

    private static String metrics() throws Exception {
        InetSocketAddress address = cluster.direct("n1", EtcdServer.CLIENT_PORT);
        URI metrics = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
        return EtcdGateway.newHttp(PATIENT)
                .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
    }
}
