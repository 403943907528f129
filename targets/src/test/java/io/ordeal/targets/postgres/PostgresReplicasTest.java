package io.ordeal.targets.postgres;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Link;
import io.ordeal.targets.EstablishedConnections;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresReplicasTest {
    @TempDir
    Path run;

    private ProcessCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ProcessCluster.start(
                new PostgresReplicas(PostgresReplicas.Replication.SYNCHRONOUS),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
    }

    @AfterEach
    void stop() throws Exception {
        List<Long> pids = cluster.description().nodes().stream()
                .flatMap(node -> cluster.pids(node.name()).stream())
                .toList();
        cluster.close();
        eventually(
                "no process of " + pids,
                () -> pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }

    private String text(String server) throws SQLException {
        return PostgresAdmin.ask(
                cluster,
                server,
                "SELECT string_agg(v, ',' ORDER BY k) FROM ordeal",
                row -> String.valueOf(row.getString(1)));
    }

    private void assertThatNothingGoesRoundTheProxies() throws Exception {
        assertThat(EstablishedConnections.of(cluster))
                .isNotEmpty()
                .allMatch(each -> each.peer().equals(EstablishedConnections.HARNESS));
    }

    @Test
    void aKilledPrimaryIsReplacedTheOtherStandbyFollowsAndTheOldOneIsKeptOut() throws Exception {
        assertThat(cluster.primaries()).contains(Set.of("n1"));
        assertThat(cluster.mesh().links()).contains(new Link("n2", "n1"), new Link("m1", "n2"), new Link("c0", "n3"));
        assertThatNothingGoesRoundTheProxies();
        PostgresAdmin.execute(cluster, "n1", "INSERT INTO ordeal VALUES ('a', 'one')");
        eventually("a standby shows it", () -> text("n2").equals("one"));

        cluster.kill("n1");
        eventually(
                "a standby is primary", () -> cluster.primaries().orElseThrow().size() == 1);
        String second = cluster.primaries().orElseThrow().iterator().next();
        assertThat(second).isIn("n2", "n3");
        String third = second.equals("n2") ? "n3" : "n2";
        // it waits for a standby, so that the other one must follow
        PostgresAdmin.execute(
                cluster, second, "SET synchronous_commit = local", "INSERT INTO ordeal VALUES ('b', 'two')");
        eventually("the other follows", () -> text(third).equals("one,two"));

        cluster.start("n1");
        eventually(
                "the old primary is kept out",
                () -> cluster.primaries().orElseThrow().equals(Set.of(second)));
        assertThatNothingGoesRoundTheProxies();
    }
}
