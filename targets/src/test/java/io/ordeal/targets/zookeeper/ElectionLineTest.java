package io.ordeal.targets.zookeeper;

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
import io.ordeal.workload.leader.LeaderElectionClient;
import io.ordeal.workload.leader.Leadership;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offices that end, by three real servers. */
class ElectionLineTest {
    @TempDir
    static Path run;

    private static ProcessCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = ProcessCluster.start(
                new ZooKeeperEnsemble(),
                new ClusterSettings(run, ClusterSettings.userCache(), 2, MeshFactory.embedded(1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ElectionLine candidate(int worker) {
        return new ElectionLine(ZooKeeperSession.toAny(MortalWorker.of(cluster, worker)));
    }

    private static Leadership elected(LeaderElectionClient candidate, String election) throws Exception {
        Leadership[] office = {Leadership.plain()};
        eventually("it is elected", () -> {
            Optional<Leadership> won = candidate.campaign(election);
            won.ifPresent(each -> office[0] = each);
            return won.isPresent();
        });
        return office[0];
    }

    @Test
    void oneLeadsUntilItResignsAndTermsRise() throws Exception {
        try (ElectionLine one = candidate(0);
                ElectionLine other = candidate(1)) {
            assertThat(one.leads("a")).isEmpty();
            assertThatThrownBy(() -> one.resign("a")).isInstanceOf(DefiniteFailure.class);
            Leadership first = elected(one, "a");
            assertThat(one.leads("a")).contains(first);
            assertThat(other.campaign("a")).isEmpty();
            assertThatThrownBy(() -> other.resign("a")).isInstanceOf(DefiniteFailure.class);
            assertThat(one.leads("a")).contains(first);
            one.resign("a");
            assertThat(one.leads("a")).isEmpty();
            assertThat(elected(other, "a").term().orElseThrow())
                    .isGreaterThan(first.term().orElseThrow());
        }
    }

    @Test
    void whoseConnectionBreaksLeadsNoMoreThoughItsSessionGoesOn() throws Exception {
        try (ElectionLine leader = candidate(0);
                ElectionLine other = candidate(1)) {
            Leadership first = elected(leader, "b");
            cluster.mesh()
                    .breakWays(
                            Stream.of("n1", "n2", "n3")
                                    .flatMap(node -> Stream.of(new Way("c0", node), new Way(node, "c0")))
                                    .toList(),
                            new Breakage.Cut());
            try {
                eventually("it leads no more", () -> leader.leads("b").isEmpty());
                assertThat(elected(other, "b").term().orElseThrow())
                        .isGreaterThan(first.term().orElseThrow());
            } finally {
                cluster.mesh().healAll();
            }
            assertThat(leader.leads("b")).isEmpty();
        }
    }

    @Test
    void aLatchThatIsClosedLeadsNoMore() throws Exception {
        try (Latch one = new Latch(ZooKeeperSession.toAnyTryingAgain(MortalWorker.of(cluster, 0)));
                Latch other = new Latch(ZooKeeperSession.toAnyTryingAgain(MortalWorker.of(cluster, 1)))) {
            elected(one, "c");
            assertThat(one.leads("c")).isPresent();
            assertThat(other.campaign("c")).isEmpty();
            assertThatThrownBy(() -> other.resign("c")).isInstanceOf(DefiniteFailure.class);
            one.resign("c");
            assertThat(one.leads("c")).isEmpty();
            elected(other, "c");
        }
    }
}
