package io.ordeal.targets.nats;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line of {@link NatsError}, brought about on real servers, and what became of what was to be stored. */
@Tag("systems")
class NatsErrorTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final NatsCluster DESCRIPTION = new NatsCluster(NatsCluster.Stream.REGISTERS, NatsServer.USUAL_SYNC);

    @TempDir
    static Path run;

    private static ProcessCluster cluster;
    private static int keys;

    private String subject;

    static ProcessCluster cluster(NatsCluster.Stream stream, Path folder, int workers) throws Exception {
        return ProcessCluster.start(
                new NatsCluster(stream, NatsServer.USUAL_SYNC),
                new ClusterSettings(folder, ClusterSettings.userCache(), workers, MeshFactory.embedded(1)));
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = cluster(NatsCluster.Stream.REGISTERS, run, 1);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void heal() throws Exception {
        cluster.mesh().healAll();
        for (String node : NatsCluster.SERVERS) {
            cluster.resume(node);
            cluster.start(node);
        }
        eventually("all follow one", () -> DESCRIPTION.isReady(cluster));
        subject = NatsCluster.KEYS_OF_REGISTERS + "k" + ++keys;
    }

    /** Of worker 0, whose server is n1. */
    private static NatsClient client(Duration limit) {
        return new NatsClient(cluster.mesh().entrance(new Link("c0", "n1"), NatsServer.CLIENT_PORT), limit);
    }

    private Exception failureOfPut(NatsClient client) {
        return catchException(() -> client.publish(subject, "", "1"));
    }

    private static void assertThatItProves(String meaning, Exception failure) {
        assertThat(failure).isInstanceOf(DefiniteFailure.class).hasMessageContaining(meaning);
    }

    private static void assertThatItIsUnknown(NatsError error, Exception failure) {
        assertThat(failure).isNotInstanceOf(DefiniteFailure.class);
        assertThat(NatsError.of(failure)).as("%s", failure).isEqualTo(error);
    }

    /** Whether the leader has it, asked round the proxies. */
    private boolean isStored() throws Exception {
        return NatsCluster.ask(cluster, "n2", stream -> stream.last(NatsCluster.REGISTERS, subject))
                .isPresent();
    }

    @Test
    void aRefusedConnectionIsAProof() throws Exception {
        cluster.mesh().breakWays(List.of(new Way("c0", "n1"), new Way("n1", "c0")), new Breakage.Cut());
        assertThatItProves("refused", failureOfPut(client(PATIENT)));
    }

    @Test
    void aServerThatDoesNotSayThatItServesIsAProof() throws Exception {
        cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
        assertThatItProves("no connection in time", failureOfPut(client(SHORT)));
        cluster.mesh().healAll();
        assertThat(isStored()).isFalse();
    }

    @Test
    void whereNobodyListensNothingIsStored() throws Exception {
        try (NatsClient client = client(PATIENT)) {
            subject = "nobody.listens";
            assertThatItProves("nobody listens", failureOfPut(client));
        }
    }

    @Test
    void whatIsToFollowAnotherThanTheLastIsNotStored() throws Exception {
        try (NatsClient client = client(PATIENT)) {
            long first = client.publish(subject, NatsCluster.expecting(0), "1");
            for (long other : List.of(0L, first + 7)) {
                assertThatItProves(
                        "another message is the last",
                        catchException(() -> client.publish(subject, NatsCluster.expecting(other), "2")));
            }
            client.publish(subject, NatsCluster.expecting(first), "3");
        }
    }

    @Test
    void whatIsNotAnsweredInTimeMayBeStored() throws Exception {
        try (NatsClient client = client(SHORT)) {
            // connected, and answered
            client.read(stream -> stream.lastOf(NatsCluster.REGISTERS));
            cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
            assertThatItIsUnknown(NatsError.TIMED_OUT, failureOfPut(client));
            eventually("it is stored", this::isStored);
        }
    }

    @Test
    void aConnectionThatBreaksProvesNothing() throws Exception {
        try (NatsClient client = client(PATIENT)) {
            client.read(stream -> stream.lastOf(NatsCluster.REGISTERS));
            cluster.mesh().breakWays(List.of(new Way("n1", "c0")), new Breakage.Hold());
            CompletableFuture<Exception> failure = CompletableFuture.supplyAsync(() -> failureOfPut(client));
            eventually("it is stored", this::isStored);
            cluster.mesh().breakWays(List.of(new Way("c0", "n1"), new Way("n1", "c0")), new Breakage.Cut());
            assertThatItIsUnknown(NatsError.CONNECTION_LOST, failure.get());
        }
    }

    @Test
    void whatJetStreamRefusesForOtherReasonsProvesNothing() throws Exception {
        try (NatsClient client = client(PATIENT)) {
            // a header that makes no sense to it
            Exception failure = catchException(() -> client.publish(subject, "Nats-Rollup: nonsense", "1"));
            assertThatItIsUnknown(NatsError.OTHER, failure);
        }
    }
}
