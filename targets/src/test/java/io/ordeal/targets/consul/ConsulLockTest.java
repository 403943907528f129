package io.ordeal.targets.consul;

import static io.ordeal.targets.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.MortalWorker;
import io.ordeal.workload.leader.Leadership;
import io.ordeal.workload.lock.Grant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks and offices that end, by three real servers. */
@Tag("systems")
class ConsulLockTest {
    @TempDir
    static Path run;

    private static ProcessCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new ConsulCluster(), new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ConsulConnection connection(int worker) {
        return new ConsulConnection(ConsulHttp.newHttp(Duration.ofSeconds(5)), MortalWorker.of(cluster, worker));
    }

    /** Granted sooner or later: on a busy machine a grant may come too late to be taken. */
    private static long acquire(ConsulFencedLock lock, String name) throws Exception {
        Grant[] grant = new Grant[1];
        eventually("the lock is granted", () -> {
            grant[0] = lock.acquire(name).orElse(null);
            return grant[0] != null;
        });
        return requireNonNull(grant[0]).token().orElseThrow();
    }

    /** Refused, or not even heard, as during an election. */
    private static boolean isRefused(Attempt attempt) throws Exception {
        try {
            return !attempt.succeeds();
        } catch (DefiniteFailure unheard) {
            return true;
        }
    }

    private interface Attempt {
        boolean succeeds() throws Exception;
    }

    private static long term(ConsulElection candidate, String election) throws Exception {
        Leadership[] office = new Leadership[1];
        eventually("it is elected", () -> {
            office[0] = candidate.campaign(election).orElse(null);
            return office[0] != null;
        });
        return requireNonNull(office[0]).term().orElseThrow();
    }

    @Test
    void whoDoesNotHoldItReleasesNothingAndTokensRise() throws Exception {
        ConsulFencedLock mine = new ConsulFencedLock(connection(0));
        ConsulFencedLock other = new ConsulFencedLock(connection(1));
        assertThatThrownBy(() -> other.release("a")).isInstanceOf(DefiniteFailure.class);
        long first = acquire(mine, "a");
        assertThat(isRefused(() -> other.acquire("a").isPresent())).isTrue();
        assertThatThrownBy(() -> other.release("a")).isInstanceOf(DefiniteFailure.class);
        long second = acquire(other, "a");
        assertThat(second).isGreaterThan(first);
        other.release("a");
        assertThat(acquire(mine, "a")).isGreaterThan(second);
        mine.release("a");
    }

    @Test
    void whoSleepsLosesItAndIsToldSoAtTheRelease() throws Exception {
        ConsulFencedLock sleeper = new ConsulFencedLock(connection(0));
        ConsulFencedLock other = new ConsulFencedLock(connection(1));
        long first = acquire(sleeper, "b");
        assertThat(acquire(other, "b")).isGreaterThan(first);
        assertThatThrownBy(() -> sleeper.release("b")).isInstanceOf(DefiniteFailure.class);
        other.release("b");
    }

    @Test
    void oneLeadsUntilItResignsOrItsQuestionsAreNotAnswered() throws Exception {
        ConsulElection one = new ConsulElection(connection(0));
        ConsulElection other = new ConsulElection(connection(1));
        assertThat(one.leads("c")).isEmpty();
        long first = term(one, "c");
        assertThat(one.leads("c")).contains(Leadership.inTerm(first));
        assertThat(isRefused(() -> other.campaign("c").isPresent())).isTrue();
        one.resign("c");
        assertThat(one.leads("c")).isEmpty();
        long second = term(one, "c");
        assertThat(second).isGreaterThan(first);
        cluster.mesh().breakWays(List.of(new Way("c0", "n1"), new Way("n1", "c0")), new Breakage.Cut());
        try {
            eventually("it leads no more", () -> one.leads("c").isEmpty());
            assertThat(term(other, "c")).isGreaterThan(second);
        } finally {
            cluster.mesh().healAll();
        }
        assertThat(one.leads("c")).isEmpty();
        other.resign("c");
    }
}
