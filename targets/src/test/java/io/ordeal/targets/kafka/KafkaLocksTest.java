package io.ordeal.targets.kafka;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.MortalWorker;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.workload.lock.FencedLockClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Locks that are partitions of one broker's groups, started once. */
@Tag("systems")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaLocksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ProcessCluster cluster;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                KafkaLocks.cluster(),
                new ClusterSettings(run, ClusterSettings.userCache(), 8, MeshFactory.embedded(1)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private MessageLock lock(int worker) {
        return new MessageLock(
                new KafkaLockQueue(KafkaServer.endpoint(MortalWorker.of(cluster, worker), KafkaLocks.BROKER), PATIENCE),
                true);
    }

    private static long token(FencedLockClient lock, String name) throws Exception {
        long[] token = new long[1];
        eventually("the lock is granted", () -> {
            token[0] =
                    lock.acquire(name).map(grant -> grant.token().orElseThrow()).orElse(-1L);
            return token[0] >= 0;
        });
        return token[0];
    }

    @Test
    void whoDoesNotHoldItReleasesNothingAndTokensRise() throws Exception {
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
    void whoIsNotHeardOfLosesItToTheNextWhoseTokenIsAboveAndLearnsOfItWhenItGivesItBack() throws Exception {
        try (MessageLock silent = lock(2);
                MessageLock other = lock(3);
                MessageLock third = lock(4)) {
            long first = token(silent, "b");
            cluster.mesh()
                    .breakWays(
                            List.of(new Way("c2", KafkaLocks.BROKER), new Way(KafkaLocks.BROKER, "c2")),
                            new Breakage.Hold());
            assertThat(token(other, "b")).isGreaterThan(first);
            cluster.mesh().healAll();
            assertThatThrownBy(() -> silent.release("b")).isInstanceOf(DefiniteFailure.class);
            assertThat(third.acquire("b")).isEmpty();
            other.release("b");
        }
    }

    /** What the group knows is in its log. */
    @Test
    void whoHoldsItHoldsItWhenTheBrokerIsBackAndTokensRiseOn() throws Exception {
        try (MessageLock mine = lock(5);
                MessageLock other = lock(6)) {
            long first = token(mine, "c");
            cluster.kill(KafkaLocks.BROKER);
            cluster.start(KafkaLocks.BROKER);
            assertThat(other.acquire("c")).isEmpty();
            mine.release("c");
            assertThat(token(other, "c")).isGreaterThan(first);
            other.release("c");
        }
    }
}
