package io.ordeal.targets.postgres;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.mesh.Link;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One server, started once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private ProcessCluster cluster;

    @BeforeAll
    void start(@TempDir Path run) throws Exception {
        cluster = ProcessCluster.start(
                ClusterDescription.of(new NodeSpec("n1", PostgresServer.primary())),
                new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
        PostgresAdmin.execute(cluster, "n1", "CREATE TABLE t (k text PRIMARY KEY, v int)");
    }

    @AfterAll
    void stop() throws Exception {
        List<Long> pids = cluster.pids("n1");
        cluster.close();
        assertThatAllAreGone(pids);
    }

    /** The children of a process that was killed are there until the system has reaped them. */
    private static void assertThatAllAreGone(List<Long> pids) throws Exception {
        eventually(
                "no process of " + pids,
                () -> pids.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }

    /** By the client's own link. */
    private PostgresConnection connect() {
        InetSocketAddress endpoint = cluster.mesh().entrance(new Link("c0", "n1"), PostgresServer.PORT);
        return PostgresConnection.to(endpoint, TIMEOUT);
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    @Test
    void whoIsAskedToEndEndsThoughItHasClients() throws Exception {
        try (PostgresConnection postgres = connect()) {
            int answer = postgres.statement(connection -> number(connection, "SELECT 1"));
            assertThat(answer).isEqualTo(1);
            assertThat(cluster.stop("n1")).as("in time, and in good order").isTrue();
            cluster.start("n1");
        }
    }

    @Test
    void whatWasCommittedOrPreparedSurvivesAKillOfTheWholeFamily() throws Exception {
        try (PostgresConnection postgres = connect()) {
            postgres.transaction(
                    Connection.TRANSACTION_SERIALIZABLE, jdbc -> update(jdbc, "INSERT INTO t VALUES ('kept', 1)"));
            postgres.statement(jdbc -> {
                update(jdbc, "BEGIN");
                update(jdbc, "INSERT INTO t VALUES ('prepared', 2)");
                return update(jdbc, "PREPARE TRANSACTION 'g1'");
            });
            List<Long> before = cluster.pids("n1");
            assertThat(before).as("a postmaster and its children").hasSizeGreaterThan(2);

            cluster.kill("n1");
            assertThatAllAreGone(before);
            assertThatThrownBy(() -> postgres.statement(jdbc -> number(jdbc, "SELECT 1")))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> postgres.statement(jdbc -> number(jdbc, "SELECT 1")))
                    .as("no connection")
                    .isInstanceOf(DefiniteFailure.class);

            cluster.start("n1");
            assertThat(postgres.<Integer>statement(jdbc -> number(jdbc, "SELECT v FROM t WHERE k = 'kept'")))
                    .isEqualTo(1);
            assertThat(postgres.<Integer>statement(jdbc -> number(jdbc, "SELECT count(*) FROM pg_prepared_xacts")))
                    .isEqualTo(1);
            postgres.statement(jdbc -> update(jdbc, "COMMIT PREPARED 'g1'"));
            assertThat(postgres.<Integer>statement(jdbc -> number(jdbc, "SELECT v FROM t WHERE k = 'prepared'")))
                    .isEqualTo(2);
        }
    }

    @Test
    void aPausedServerAnswersNobodyAndGoesOn() throws Exception {
        try (PostgresConnection postgres = connect()) {
            assertThat(postgres.<Integer>statement(jdbc -> number(jdbc, "SELECT 1")))
                    .isEqualTo(1);
            cluster.pause("n1");
            assertThat(cluster.state("n1")).isEqualTo(Cluster.State.PAUSED);
            assertThatThrownBy(() -> postgres.statement(jdbc -> number(jdbc, "SELECT 2")))
                    .as("a connection that is silent tells nothing")
                    .isInstanceOf(SQLException.class);
            cluster.resume("n1");
            assertThat(postgres.<Integer>statement(jdbc -> number(jdbc, "SELECT 3")))
                    .isEqualTo(3);
        }
    }

    @Test
    void aConnectionThatBreaksBeforeCommitHasFailedAndOneThatBreaksAtCommitTellsNothing() throws Exception {
        try (PostgresConnection postgres = connect()) {
            assertThatThrownBy(() -> postgres.transaction(Connection.TRANSACTION_SERIALIZABLE, jdbc -> {
                        update(jdbc, "INSERT INTO t VALUES ('before', 1)");
                        jdbc.abort(Runnable::run);
                        return update(jdbc, "INSERT INTO t VALUES ('before', 2)");
                    }))
                    .isInstanceOf(DefiniteFailure.class);
            assertThatThrownBy(() -> postgres.transaction(Connection.TRANSACTION_SERIALIZABLE, jdbc -> {
                        int updated = update(jdbc, "INSERT INTO t VALUES ('at', 1)");
                        cluster.pause("n1");
                        return updated;
                    }))
                    .isInstanceOf(SQLException.class);
            cluster.resume("n1");
            assertThat(postgres.<Integer>statement(jdbc -> number(jdbc, "SELECT count(*) FROM t WHERE k = 'before'")))
                    .isZero();
        }
    }

    @Test
    void aSerializationFailureIsAProofAndTheConnectionStaysGood() throws Exception {
        try (PostgresConnection one = connect();
                PostgresConnection two = connect()) {
            PostgresAdmin.execute(cluster, "n1", "INSERT INTO t VALUES ('x', 0), ('y', 0)");
            int isolation = Connection.TRANSACTION_SERIALIZABLE;
            assertThatThrownBy(() -> one.transaction(isolation, jdbc -> {
                        number(jdbc, "SELECT v FROM t WHERE k = 'x'");
                        two.transaction(isolation, other -> {
                            number(other, "SELECT v FROM t WHERE k = 'y'");
                            return update(other, "UPDATE t SET v = 1 WHERE k = 'x'");
                        });
                        return update(jdbc, "UPDATE t SET v = 1 WHERE k = 'y'");
                    }))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("could not serialize");
            assertThat(one.<Integer>transaction(isolation, jdbc -> number(jdbc, "SELECT v FROM t WHERE k = 'y'")))
                    .isZero();
        }
    }
}
