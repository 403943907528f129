package io.ordeal.targets.etcd;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.PlainHttp;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jetcd's versions do with a transaction that was done, and whose answer was lost with its connection. */
@Tag("systems")
class JetcdTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @TempDir
    static Path run;

    private static ProcessCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new EtcdCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** Commits a write while answers are lost, until it is there; then connections are closed. */
    private static Future<Boolean> committedUnheard(ExecutorService pool, GuardedStore store, String key)
            throws Exception {
        assertThat(store.read(key)).isEqualTo(GuardedStore.Found.NOTHING);
        List<Mesh.Way> answers = EtcdCluster.MEMBERS.stream()
                .map(node -> new Mesh.Way(node, "c0"))
                .toList();
        Mesh.Break lost = cluster.mesh().breakWays(answers, new Breakage.Drop());
        Callable<Boolean> commit = () -> store.commit(Map.of(key, 0L), Map.of(key, "1"));
        Future<Boolean> told = pool.submit(commit);
        eventually("it was written", () -> value(key).isPresent());
        lost.heal();
        return told;
    }

    private static Optional<String> value(String key) throws Exception {
        EtcdGateway gateway =
                new EtcdGateway(PlainHttp.newClient(PATIENT), cluster.direct("n1", EtcdServer.CLIENT_PORT), PATIENT);
        return gateway.call(EtcdCall.RANGE, EtcdJson.key(key)).path("kvs").findValuesAsText("value").stream()
                .findFirst();
    }

    private static GuardedStore store(String version) throws Exception {
        return JetcdGuardedStore.open(
                new JetcdSoftware(version), MortalWorker.of(cluster, 0).hastening(PATIENT));
    }

    @Test
    void theOldOneSaysOfWhatWasWrittenThatItWasNot() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (GuardedStore store = store("0.8.2")) {
            assertThat(committedUnheard(pool, store, "old").get()).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theNewOneSaysThatItDoesNotKnow() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (GuardedStore store = store("0.8.7")) {
            Future<Boolean> told = committedUnheard(pool, store, "new");
            assertThatThrownBy(told::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("UNAVAILABLE");
        } finally {
            pool.shutdownNow();
        }
    }
}
