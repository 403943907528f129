package io.ordeal.targets.nats;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import io.ordeal.targets.EstablishedConnections;
import io.ordeal.targets.MortalWorker;
import io.ordeal.workload.log.LogEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("systems")
class NatsClusterTest {
    private static final NatsCluster DESCRIPTION = new NatsCluster(NatsCluster.Stream.LOG, NatsServer.USUAL_SYNC);

    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = NatsErrorTest.cluster(NatsCluster.Stream.LOG, run, 3);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private String leader() throws Exception {
        Set<String> leaders = cluster.primaries().orElseThrow();
        assertThat(leaders).hasSize(1);
        return leaders.iterator().next();
    }

    private NatsLog log(int worker) {
        return new NatsLog(new NatsClient(MortalWorker.of(cluster, worker)));
    }

    private void assertThatAllArePairedByProxies() throws Exception {
        assertThatNothingGoesRoundTheProxies();
        // one of a pair has connected to the other, whichever came first
        List<String> nodes = NatsCluster.SERVERS;
        for (int i = 0; i < nodes.size(); i++) {
            String one = nodes.get(i);
            String other = nodes.get((i + 1) % nodes.size());
            assertThat(openConnections(one, other)).as("%s↔%s", one, other).isPositive();
        }
    }

    private int openConnections(String one, String other) {
        return Stream.of(new Link(one, other), new Link(other, one))
                .flatMap(link -> cluster.mesh().traffic(link).stream())
                .mapToInt(Mesh.Traffic::openConnections)
                .sum();
    }

    /** A number with a suffix where a duration belongs is another duration, with a warning. */
    private void assertThatNothingIsSaidOfTheConfiguration() throws Exception {
        for (String node : NatsCluster.SERVERS) {
            assertThat(Files.readString(run.resolve("nodes").resolve(node).resolve("nats.log")))
                    .contains("Server is ready")
                    .doesNotContain("invalid use of field");
        }
    }

    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        assertThat(EstablishedConnections.of(cluster))
                .isNotEmpty()
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS)
                        || each.peer().equals(each.node()));
    }

    @Test
    void leadersChangeEntriesStayAndNobodyGoesRoundTheProxies() throws Exception {
        assertThat(cluster.versions()).containsEntry("nats", "2.10.27");
        assertThatNothingIsSaidOfTheConfiguration();
        assertThatAllArePairedByProxies();
        long offset = log(0).append("l0", 42);

        String first = leader();
        cluster.kill(first);
        eventually("another leads", () -> {
            Set<String> leaders = cluster.primaries().orElseThrow();
            return leaders.size() == 1 && !leaders.contains(first);
        });
        cluster.start(first);
        eventually("all follow one", () -> DESCRIPTION.isReady(cluster));
        assertThatAllArePairedByProxies();
        for (int worker = 0; worker < 3; worker++) {
            try (NatsLog log = log(worker)) {
                assertThat(log.read("l0", 0)).containsExactly(new LogEntry(offset, 42));
                assertThat(log.read("l0", offset + 1)).isEmpty();
                assertThat(log.read("l1", 0)).isEmpty();
            }
        }
    }

    @Test
    void aLeaderThatIsCutOffStoresNothingAndNobodyReachesItAnotherWay() throws Exception {
        String old = leader();
        List<Way> ways = NatsCluster.SERVERS.stream()
                .filter(node -> !node.equals(old))
                .flatMap(node -> Stream.of(new Way(node, old), new Way(old, node)))
                .toList();
        Mesh.Break cut = cluster.mesh().breakWays(ways, new Breakage.Blackhole());
        int other = (NatsCluster.SERVERS.indexOf(old) + 1) % 3;
        try (NatsLog elsewhere = log(other)) {
            eventually("the others store again", () -> elsewhere.append("l0", System.nanoTime()) > 0);
            assertThatNothingGoesRoundTheProxies();
            cut.heal();
            eventually("all follow one", () -> DESCRIPTION.isReady(cluster));
            try (NatsLog there = log(NatsCluster.SERVERS.indexOf(old))) {
                assertThat(there.read("l0", 0))
                        .isEqualTo(elsewhere.read("l0", 0))
                        .isNotEmpty();
            }
        }
    }
}
