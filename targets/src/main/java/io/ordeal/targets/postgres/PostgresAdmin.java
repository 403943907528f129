package io.ordeal.targets.postgres;

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
        try (Connection connection = connect(cluster, node, PostgresConnection.DATABASE)) {
            return ask(connection, query, reader);
        }
    }

    /** As {@link #ask}, but of the server, whether clients may use their database or not. */
    static <T> T askOfServer(Cluster cluster, String node, String query, Reader<T> reader) throws SQLException {
        try (Connection connection = connect(cluster, node, PostgresConnection.OTHER_DATABASE)) {
            return ask(connection, query, reader);
        }
    }

    static <T> T ask(Connection connection, String query, Reader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            if (!answer.next()) {
                throw new SQLException("no row: " + query);
            }
            return reader.read(answer);
        }
    }

    /** Has statements executed, each in a transaction of its own. */
    public static void execute(Cluster cluster, String node, String... statements) throws SQLException {
        try (Connection connection = connect(cluster, node, PostgresConnection.DATABASE);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static Connection connect(Cluster cluster, String node, String database) throws SQLException {
        InetSocketAddress address = cluster.direct(node, PostgresServer.PORT);
        return PostgresConnection.open(address, TIMEOUT, database, "");
    }

    /** Takes what is wanted from a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
