package io.ordeal.targets.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real memcached, and every line of {@link MemcachedError} brought about on it, and what became of what was to be set. */
@Tag("systems")
class MemcachedErrorTest {
    private static final String NODE = "n1";
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    /** A byte more than the server takes. */
    private static final int TOO_LARGE = (1 << 20) + 1;

    @TempDir
    static Path run;

    private static ProcessCluster cluster;
    private static int keys;

    private String key;

    /** One server. */
    private record Alone() implements ClusterDescription {
        @Override
        public List<NodeSpec> nodes() {
            return List.of(new NodeSpec(NODE, new MemcachedServer()));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new Alone(), new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void freshKey() {
        key = "key" + ++keys;
    }

    private static MemcachedConnection connection(Duration limit) {
        return new MemcachedConnection(cluster.mesh().entrance(new Link("c0", NODE), MemcachedServer.PORT), limit);
    }

    private static Mesh.Break answersAre(Breakage breakage) throws Exception {
        return cluster.mesh().breakWays(List.of(new Mesh.Way(NODE, "c0")), breakage);
    }

    private static String found(String key) throws Exception {
        try (MemcachedConnection connection = connection(PATIENT)) {
            return connection.get(key).map(MemcachedConnection.Item::text).orElse("nothing");
        }
    }

    private static void assertProof(MemcachedError error, Exception failure) {
        assertThat(failure).isInstanceOf(DefiniteFailure.class);
        assertThat(failure.getCause()).isInstanceOf(IOException.class);
        assertThat(error.isDefinite()).isTrue();
        assertThat(failure).hasMessageStartingWith(error.meaning());
    }

    private static void assertUnknown(MemcachedError error, Exception failure) {
        assertThat(failure).isInstanceOfSatisfying(IOException.class, unknown -> {
            assertThat(MemcachedError.of(unknown)).isEqualTo(error);
            assertThat(error.isDefinite()).isFalse();
        });
    }

    @Test
    void whatIsThereIsFoundAndReplacedWhileItIsAsItWas() throws Exception {
        try (MemcachedConnection one = connection(PATIENT)) {
            assertThat(one.get(key)).isEmpty();
            assertThat(one.add(key, "1")).isTrue();
            assertThat(one.add(key, "2")).isFalse();
            MemcachedConnection.Item first = one.get(key).orElseThrow();
            assertThat(first.text()).isEqualTo("1");
            assertThat(one.replace(key, first, "3")).isTrue();
            assertThat(one.replace(key, first, "4")).isFalse();
            one.set(key, "3");
            assertThat(one.get(key)).isNotEqualTo(Optional.of(first));
            one.delete(key);
            one.delete(key);
            assertThat(one.replace(key, first, "5")).isFalse();
            assertThat(one.get(key)).isEmpty();
        }
    }

    @Test
    void whereNobodyListensNothingIsSent() throws Exception {
        try (MemcachedConnection one = connection(PATIENT)) {
            one.set(key, "1");
            Mesh.Break cut = cluster.mesh()
                    .breakWays(List.of(new Mesh.Way("c0", NODE), new Mesh.Way(NODE, "c0")), new Breakage.Cut());
            assertUnknown(MemcachedError.CONNECTION_LOST, catchException(() -> one.set(key, "2")));
            assertProof(MemcachedError.REFUSED, catchException(() -> one.set(key, "3")));
            cut.heal();
        }
        assertThat(found(key)).isEqualTo("1");
    }

    @Test
    void aServerThatDoesNotSayWhoItIsIsAProof() throws Exception {
        Mesh.Break hold = answersAre(new Breakage.Hold());
        try (MemcachedConnection one = connection(SHORT)) {
            assertProof(MemcachedError.NOT_CONNECTED, catchException(() -> one.set(key, "1")));
        }
        hold.heal();
        assertThat(found(key)).isEqualTo("nothing");
    }

    @Test
    void whatHasNoAnswerMayBeDone() throws Exception {
        try (MemcachedConnection one = connection(SHORT)) {
            one.connect();
            Mesh.Break hold = answersAre(new Breakage.Hold());
            assertUnknown(MemcachedError.TIMED_OUT, catchException(() -> one.set(key, "1")));
            hold.heal();
        }
        assertThat(found(key)).isEqualTo("1");
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Exception {
        try (MemcachedConnection one = connection(PATIENT)) {
            one.set(key, "1");
            assertProof(MemcachedError.CLIENT_ERROR, catchException(() -> one.set(key.repeat(250), "2")));
        }
        assertThat(found(key)).isEqualTo("1");
    }

    @Test
    void whatIsTooLargeIsNotSetAndTakesWhatWasThereWithIt() throws Exception {
        try (MemcachedConnection one = connection(PATIENT)) {
            one.set(key, "1");
            assertUnknown(MemcachedError.SERVER_ERROR, catchException(() -> one.set(key, "2".repeat(TOO_LARGE))));
        }
        assertThat(found(key)).isEqualTo("nothing");
    }

    @Test
    void whatIsStartedAnewIsEmptyAndNoConnectionGoesOn() throws Exception {
        try (MemcachedConnection one = connection(PATIENT)) {
            one.set(key, "1");
            cluster.kill(NODE);
            cluster.start(NODE);
            assertUnknown(MemcachedError.CONNECTION_LOST, catchException(() -> one.add(key, "2")));
            assertThat(one.get(key)).isEmpty();
        }
    }
}
