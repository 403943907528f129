package io.ordeal.target.postgres;

import io.ordeal.cluster.Cluster;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What the harness itself asks of servers, round all proxies. */
public final class PostgresAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private PostgresAdmin() {}

    /**
     * Asks for one row.
     *
     * @throws SQLException it does not answer, or with no row
     */
    public static <T> T ask(Cluster cluster, String node, String query, Reader<T> reader) throws SQLException {
        try (Connection connection = connect(cluster, node);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            if (!answer.next()) {
                throw new SQLException("no row: " + query);
            }
            return reader.read(answer);
        }
    }

    /** Has statements executed, each in a transaction of its own. */
    public static void execute(Cluster cluster, String node, String... statements) throws SQLException {
        try (Connection connection = connect(cluster, node);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static Connection connect(Cluster cluster, String node) throws SQLException {
        InetSocketAddress address = cluster.direct(node, PostgresServer.PORT);
        return PostgresConnection.open(address, TIMEOUT);
    }

    /** Takes what is wanted from a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
