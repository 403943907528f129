package io.ordeal.targets.etcd;

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
import io.ordeal.targets.parts.PlainHttp;
import io.ordeal.workload.leader.Leadership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offices that end, by three real members. */
@Tag("systems")
class EtcdElectionTest {
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

    private static EtcdElection candidate(int worker) {
        return new EtcdElection(
                new EtcdConnection(PlainHttp.newClient(Duration.ofSeconds(5)), MortalWorker.of(cluster, worker)));
    }

    /** Elected sooner or later: on a busy machine an office may come too late to be taken. */
    private static long term(EtcdElection candidate, String election) throws Exception {
        Leadership[] office = new Leadership[1];
        eventually("it is elected", () -> {
            office[0] = candidate.campaign(election).orElse(null);
            return office[0] != null;
        });
        return requireNonNull(office[0]).term().orElseThrow();
    }

    @Test
    void oneLeadsUntilItResignsAndTermsRise() throws Exception {
        EtcdElection one = candidate(0);
        EtcdElection other = candidate(1);
        assertThat(one.leads("a")).isEmpty();
        assertThatThrownBy(() -> one.resign("a")).isInstanceOf(DefiniteFailure.class);
        long first = term(one, "a");
        assertThat(one.leads("a")).contains(Leadership.inTerm(first));
        assertThat(other.campaign("a")).isEmpty();
        assertThatThrownBy(() -> other.resign("a")).isInstanceOf(DefiniteFailure.class);
        one.resign("a");
        assertThat(one.leads("a")).isEmpty();
        assertThat(term(other, "a")).isGreaterThan(first);
        other.resign("a");
    }

    @Test
    void whoseQuestionsAreNotAnsweredLeadsAsLongAsItsLeaseAndNoLonger() throws Exception {
        EtcdElection leader = candidate(0);
        EtcdElection other = candidate(1);
        long first = term(leader, "b");
        cluster.mesh().breakWays(List.of(new Way("c0", "n1"), new Way("n1", "c0")), new Breakage.Cut());
        try {
            eventually("it leads no more", () -> leader.leads("b").isEmpty());
            assertThat(term(other, "b")).isGreaterThan(first);
        } finally {
            cluster.mesh().healAll();
        }
        assertThat(leader.leads("b")).isEmpty();
        other.resign("b");
    }
}
