package io.ordeal.targets.artemis;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.workload.lock.FencedLockClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Locks that are messages of one broker, started once. Beside the tests of fetched systems, as silence takes its time. */
@Tag("systems")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtemisLocksTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int WORKERS = 8;

    private ProcessCluster cluster;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                ArtemisLocks.cluster(),
                new ClusterSettings(run, ClusterSettings.userCache(), WORKERS, MeshFactory.embedded(1)));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private MessageLock lock(int worker) {
        return new MessageLock(
                new ArtemisLockQueue(
                        cluster.mesh().entrance(new Link("c" + worker, "broker"), ArtemisServer.PORT), TIMEOUT),
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

    /** Each makes the lock if it is not there: there must be one message all the same. */
    @Test
    void ofAllWhoAskAtOnceForALockThatNobodyKnowsOneHoldsIt() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<MessageLock> locks = new ArrayList<>();
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                MessageLock lock = lock(worker);
                locks.add(lock);
                attempts.add(() -> {
                    boolean[] granted = new boolean[1];
                    // refused is who could not make it in time, as well as who found it taken
                    for (int attempt = 0; attempt < 3 && !granted[0]; attempt++) {
                        granted[0] = isGranted(lock);
                    }
                    return granted[0];
                });
            }
            int holders = 0;
            for (Future<Boolean> attempt : workers.invokeAll(attempts)) {
                holders += attempt.get() ? 1 : 0;
            }
            assertThat(holders).isEqualTo(1);
        } finally {
            workers.shutdownNow();
            locks.forEach(MessageLock::close);
        }
    }

    private static boolean isGranted(MessageLock lock) throws Exception {
        try {
            return lock.acquire("new").isPresent();
        } catch (DefiniteFailure unheard) {
            return false;
        }
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
            assertThat(token(other, "a")).isGreaterThan(first);
            other.release("a");
        }
    }

    @Test
    void whoIsNotHeardOfLosesItToTheNextWhoseTokenIsAbove() throws Exception {
        try (MessageLock silent = lock(2);
                MessageLock other = lock(3)) {
            long first = token(silent, "b");
            cluster.mesh().breakWays(List.of(new Way("c2", "broker"), new Way("broker", "c2")), new Breakage.Hold());
            assertThat(token(other, "b")).isGreaterThan(first);
            cluster.mesh().healAll();
            assertThatThrownBy(() -> silent.release("b")).isInstanceOf(Exception.class);
            assertThat(lock(4).acquire("b")).isEmpty();
            other.release("b");
        }
    }
}
