package io.ordeal.targets.postgres;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.clock.ClockShift;
import io.ordeal.clock.ProcessClock;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.fault.FaultEnvironment;
import io.ordeal.targets.FaultsByHand;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL: each connection has a process of its own, and all are to have the same wrong time. */
class PostgresClockTest {
    private static final Duration AHEAD = Duration.ofMinutes(5);

    @Test
    void backendsThatWereThereAndThoseForkedLaterAreWrongAndThenRight(@TempDir Path run) throws Exception {
        try (ProcessCluster cluster = ProcessCluster.start(
                        ClusterDescription.of(new NodeSpec("n1", PostgresServer.primary())),
                        new ClusterSettings(run, ClusterSettings.userCache(), 1, MeshFactory.embedded(1)));
                Connection first = connect(cluster);
                Connection second = connect(cluster)) {
            FaultEnvironment environment = FaultsByHand.environment(cluster);
            environment.clocks().shift(this, Map.of("n1", ClockShift.jump(AHEAD)));
            try (Connection later = connect(cluster)) {
                assertWrongBy(first, AHEAD);
                assertWrongBy(second, AHEAD);
                assertWrongBy(later, AHEAD);
                environment.clocks().release(this);
                assertWrongBy(first, Duration.ZERO);
                assertWrongBy(second, Duration.ZERO);
                assertWrongBy(later, Duration.ZERO);
            }
            int untouched = 0;
            for (long pid : cluster.pids("n1")) {
                try (ProcessClock clock = ProcessClock.of(pid)) {
                    assertThat(clock.isUntouched()).isTrue();
                    untouched++;
                } catch (NoSuchFileException ended) {
                    assertThat(ProcessClock.isAlive(pid))
                            .as("one that ends with its connection")
                            .isFalse();
                }
            }
            assertThat(untouched).as("the server and two connections").isGreaterThanOrEqualTo(3);

            environment.clocks().shift(this, Map.of("n1", ClockShift.jump(AHEAD)));
            cluster.kill("n1");
            cluster.start("n1");
            try (Connection anew = connect(cluster)) {
                eventually(
                        "the clock of a server that was started anew is wrong again",
                        () -> !now(anew).isBefore(Instant.now().plus(AHEAD).minusSeconds(1)));
            }
            environment.healAll();
        }
    }

    private static Connection connect(ProcessCluster cluster) throws SQLException {
        return PostgresConnection.open(
                cluster.direct("n1", PostgresServer.PORT),
                Duration.ofSeconds(10),
                PostgresConnection.OTHER_DATABASE,
                "");
    }

    private static Instant now(Connection connection) throws SQLException {
        return PostgresAdmin.ask(connection, "SELECT clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class))
                .toInstant();
    }

    private static void assertWrongBy(Connection connection, Duration error) throws SQLException {
        Instant before = Instant.now();
        Instant told = now(connection);
        Instant after = Instant.now();
        // in whole microseconds
        assertThat(told.minus(error)).isBetween(before.minusNanos(1_000), after);
    }
}
