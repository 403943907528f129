package io.ordeal.targets.parts;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.workload.lock.FencedLockClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What locks that one broker keeps have to show. It is started once, beside the tests of fetched systems, as silence takes its time.
 */
@Tag("systems")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MessageLockContract {
    protected static final int WORKERS = 8;

    private final ClusterDescription description;
    private final String broker;
    private ProcessCluster cluster;

    /** @param broker the node's name */
    protected MessageLockContract(ClusterDescription description, String broker) {
        this.description = description;
        this.broker = broker;
    }

    /** A worker's client. */
    protected abstract MessageLock lock(int worker);

    @BeforeAll
    final void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                description, new ClusterSettings(run, ClusterSettings.userCache(), WORKERS, MeshFactory.embedded(1)));
    }

    @AfterAll
    final void stop() {
        cluster.close();
    }

    protected final ProcessCluster cluster() {
        return cluster;
    }

    /** Granted sooner or later. */
    protected static long token(FencedLockClient lock, String name) throws Exception {
        long[] token = new long[1];
        eventually("the lock is granted", () -> {
            token[0] =
                    lock.acquire(name).map(grant -> grant.token().orElseThrow()).orElse(-1L);
            return token[0] >= 0;
        });
        return token[0];
    }

    @Test
    final void whoDoesNotHoldItReleasesNothingAndTokensRise() throws Exception {
        try (MessageLock mine = lock(0);
                MessageLock other = lock(1)) {
            assertThatThrownBy(() -> other.release("a")).isInstanceOf(DefiniteFailure.class);
            long first = token(mine, "a");
            assertThat(other.acquire("a")).isEmpty();
            mine.release("a");
            assertThatThrownBy(() -> mine.release("a")).isInstanceOf(DefiniteFailure.class);
            long second = token(other, "a");
            assertThat(second).isGreaterThan(first);
            other.release("a");
            assertThat(token(mine, "a")).isGreaterThan(second);
            mine.release("a");
        }
    }

    @Test
    final void whoIsNotHeardOfLosesItToTheNextWhoseTokenIsAboveAndLearnsOfItWhenItGivesItBack() throws Exception {
        try (MessageLock silent = lock(2);
                MessageLock other = lock(3);
                MessageLock third = lock(4)) {
            long first = token(silent, "b");
            cluster.mesh().breakWays(List.of(new Way("c2", broker), new Way(broker, "c2")), new Breakage.Hold());
            assertThat(token(other, "b")).isGreaterThan(first);
            cluster.mesh().healAll();
            assertThatThrownBy(() -> silent.release("b")).isInstanceOf(lateRelease());
            assertThat(third.acquire("b")).isEmpty();
            other.release("b");
        }
    }

    /** What a release that comes too late is told. */
    protected abstract Class<? extends Exception> lateRelease();
}
