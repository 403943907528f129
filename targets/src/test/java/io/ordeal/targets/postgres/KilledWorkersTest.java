package io.ordeal.targets.postgres;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.fault.Evidence;
import io.ordeal.fault.Fault;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Healed;
import io.ordeal.fault.Terrain;
import io.ordeal.targets.FaultsByHand;
import io.ordeal.targets.zookeeper.ZooKeeperFencedTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL takes the sudden end of one of its processes for a crash of all but the first. */
class KilledWorkersTest {
    private static final int WORKERS = 1;

    private static Fault fault(String spec, ProcessCluster cluster) {
        FaultSpec parsed = FaultSpec.parse(spec);
        return FaultKinds.named(parsed.kind()).create(parsed, FaultsByHand.environment(cluster, WORKERS));
    }

    private static int one(Connection connection, String sql) throws SQLException {
        return PostgresAdmin.ask(connection, sql, row -> row.getInt(1));
    }

    @Test
    void theBackendOfAConnectionEndsAllConnectionsAreLostAndNoDataIs(@TempDir Path run) throws Exception {
        ServerProgram server = PostgresServer.primary();
        try (ProcessCluster cluster = ProcessCluster.start(
                ClusterDescription.of(new NodeSpec("n1", server)),
                new ClusterSettings(run, ClusterSettings.userCache(), WORKERS, MeshFactory.embedded(1)))) {
            try (Connection maker = connect(cluster);
                    Statement statement = maker.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT 42 AS v");
            }
            List<Long> before = cluster.pids("n1");
            Fault kill = fault("kill-worker:n1:newest", cluster);
            try (Connection other = connect(cluster);
                    Connection victim = connect(cluster)) {
                long backend = one(victim, "SELECT pg_backend_pid()");
                assertThat(one(other, "SELECT v FROM t")).isEqualTo(42);
                String told =
                        String.valueOf(kill.inject(new SplittableRandom(7)).get("workers"));
                // numbers are the same inside and outside: the server has no process table of its own
                assertThat(told).contains("pid=" + backend).contains("postgres:");
                assertThatThrownBy(() -> one(victim, "SELECT 1")).isInstanceOf(SQLException.class);
                eventually("the other connection ends, too", () -> {
                    try {
                        one(other, "SELECT 1");
                        return false;
                    } catch (SQLException ended) {
                        return true;
                    }
                });
            }
            eventually("it has recovered", () -> server.isUp(cluster, "n1"));
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.RUNNING);
            assertThat(cluster.pids("n1").get(0)).isEqualTo(before.get(0));
            Healed healed = kill.heal();
            assertThat(healed.evidence()).contains(Evidence.counted("workers-killed", 1));
            try (Connection anew = connect(cluster)) {
                assertThat(one(anew, "SELECT v FROM t")).isEqualTo(42);
            }
            assertThat(kill.heal()).isEqualTo(Healed.NOTHING);

            // nobody is a worker of a server that does not run
            cluster.kill("n1");
            assertThat(fault("kill-worker", cluster).inject(new SplittableRandom(7)))
                    .containsOnlyKeys("skipped");
            cluster.start("n1");
            Fault any = fault("kill-worker", cluster);
            Map<String, Object> struck = any.inject(new SplittableRandom(7));
            assertThat(struck).containsEntry("nodes", List.of("n1"));
            assertThat(any.heal().evidence()).contains(Evidence.counted("workers-killed", 1));
            eventually("it has recovered again", () -> server.isUp(cluster, "n1"));
        }
    }

    private static Connection connect(ProcessCluster cluster) throws SQLException {
        return PostgresConnection.open(
                cluster.direct("n1", PostgresServer.PORT),
                Duration.ofSeconds(10),
                PostgresConnection.OTHER_DATABASE,
                "");
    }

    @Test
    void aServerOfOneProcessIsRefusedByName() {
        Terrain terrain = Terrain.of(
                new ZooKeeperFencedTarget().cluster(), ClusterKind.PROCESS, WORKERS, Optional.empty(), Set.of());
        assertThat(FaultKinds.named("kill-worker").refusal(FaultSpec.parse("kill-worker"), terrain))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("kill-worker needs servers that are several processes each")
                        .endsWith("ask for kill"));
        assertThat(FaultKinds.named("kill-worker").refusal(FaultSpec.parse("kill-worker:n2"), terrain))
                .hasValueSatisfying(why -> assertThat(why).contains("n2 is one process"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROCESS", "NAMESPACE"})
    void inContainersAndOnForeignSystemsItIsRefused(ClusterKind where) {
        Terrain terrain = Terrain.of(
                ClusterDescription.of(new NodeSpec("n1", PostgresServer.primary())),
                where,
                WORKERS,
                Optional.empty(),
                Set.of());
        assertThat(FaultKinds.named("kill-worker").refusal(FaultSpec.parse("kill-worker"), terrain))
                .hasValueSatisfying(why -> assertThat(why).contains("needs processes of the harness' own"));
    }
}
