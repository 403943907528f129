package io.ordeal.targets.etcd;

import static io.ordeal.targets.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.targets.MortalWorker;
import io.ordeal.workload.lock.Grant;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("systems")
class EtcdLockTest {
    @TempDir
    static Path run;

    private static ProcessCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new EtcdCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static EtcdFencedLock client(int worker) {
        return new EtcdFencedLock(
                new EtcdConnection(EtcdGateway.newHttp(Duration.ofSeconds(5)), MortalWorker.of(cluster, worker)));
    }

    /** Granted sooner or later: on a busy machine a grant may come too late to be taken. */
    private static long acquire(EtcdFencedLock lock, String name) throws Exception {
        Grant[] grant = new Grant[1];
        eventually("the lock is granted", () -> {
            grant[0] = lock.acquire(name).orElse(null);
            return grant[0] != null;
        });
        return requireNonNull(grant[0]).token().orElseThrow();
    }

    @Test
    void whoDoesNotHoldItReleasesNothingAndTokensRise() throws Exception {
        EtcdFencedLock mine = client(0);
        EtcdFencedLock other = client(1);
        assertThatThrownBy(() -> other.release("a")).isInstanceOf(DefiniteFailure.class);
        long first = acquire(mine, "a");
        // refused, and not the one to release it
        assertThat(other.acquire("a")).isEmpty();
        assertThatThrownBy(() -> other.release("a"))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("the lease has run out");
        long second = acquire(other, "a");
        assertThat(second).isGreaterThan(first);
        other.release("a");
        assertThat(acquire(mine, "a")).isGreaterThan(second);
        mine.release("a");
    }

    @Test
    void whoSleepsLosesItAndIsToldSoAtTheRelease() throws Exception {
        EtcdFencedLock sleeper = client(0);
        EtcdFencedLock other = client(1);
        long first = acquire(sleeper, "b");
        long second = acquire(other, "b");
        assertThat(second).isGreaterThan(first);
        assertThatThrownBy(() -> sleeper.release("b"))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("the lease has run out");
        other.release("b");
    }
}
