package io.ordeal.targets.postgres;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.sql.SqlConnection;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.xa.PGXADataSource;

/**
 * A {@link SqlConnection} to PostgreSQL: opened when it is needed and dropped when it failed, sure of what was not
 * committed. Not safe for use by several threads, but for {@link #close}.
 */
public final class PostgresConnection implements AutoCloseable {
    /** The database that clients use. */
    static final String DATABASE = "postgres";

    /** One that is there as well, for those who look after the server. */
    static final String OTHER_DATABASE = "template1";

    private final SqlConnection connection;

    private PostgresConnection(SqlConnection connection) {
        this.connection = connection;
    }

    /**
     * To one server.
     *
     * @param timeout for connecting, and for each answer; whole seconds, at least one
     */
    public static PostgresConnection to(InetSocketAddress address, Duration timeout) {
        return to(() -> address, timeout);
    }

    /** To the server that is found whenever a connection is opened. */
    public static PostgresConnection to(Locator locator, Duration timeout) {
        return opened(() -> open(locator.locate(), timeout));
    }

    /** One that is opened in a way of its own. */
    static PostgresConnection opened(SqlConnection.Opener opener) {
        return new PostgresConnection(new SqlConnection(opener, PostgresError::atCommit));
    }

    /**
     * Opens a plain connection, which commits each statement by itself.
     *
     * @param timeout for connecting, and for each answer; whole seconds, at least one
     */
    public static Connection open(InetSocketAddress address, Duration timeout) throws SQLException {
        return open(address, timeout, DATABASE, "");
    }

    /** @param options of the session, as {@code -c name=value}; empty for none */
    static Connection open(InetSocketAddress address, Duration timeout, String database, String options)
            throws SQLException {
        String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        // each would cost a round trip, or send something behind our back
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("assumeMinServerVersion", "16");
        properties.setProperty("cancelSignalTimeout", "1");
        if (!options.isEmpty()) {
            properties.setProperty("options", options);
        }
        String url = "jdbc:postgresql://" + address.getHostString() + ":" + address.getPort() + "/" + database;
        @Nullable Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("PostgreSQL's driver does not know its own URL: " + url);
        }
        return connection;
    }

    /**
     * Opens connections whose transactions another coordinates.
     *
     * @param timeout for connecting, and for each answer; whole seconds, at least one
     */
    public static PGXADataSource coordinated(InetSocketAddress address, Duration timeout) {
        int seconds = (int) Math.max(1, timeout.toSeconds());
        PGXADataSource source = new PGXADataSource();
        source.setServerNames(new String[] {address.getHostString()});
        source.setPortNumbers(new int[] {address.getPort()});
        source.setDatabaseName(DATABASE);
        source.setUser("postgres");
        source.setConnectTimeout(seconds);
        source.setSocketTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        return source;
    }

    /**
     * Does work in a transaction and commits it.
     *
     * @param isolation a constant of {@link Connection}
     * @throws DefiniteFailure it was rolled back, or COMMIT was never sent
     * @throws SQLException nobody knows whether it was committed
     */
    public <T> T transaction(int isolation, Work<T> work) throws Exception {
        return connection.transaction(isolation, work);
    }

    /**
     * Does work in which each statement is a transaction of its own.
     *
     * @throws DefiniteFailure the statement that failed was not executed, which is proof if there was but one
     * @throws SQLException nobody knows whether it was
     */
    public <T> T statement(Work<T> work) throws Exception {
        return connection.statement(work);
    }

    /** The same connection, as all targets that speak SQL have it. */
    SqlConnection sql() {
        return connection;
    }

    /** Closes it for good; what is under way breaks off. */
    @Override
    public void close() {
        connection.close();
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    public interface Work<T> extends SqlConnection.Work<T> {}

    /** Finds the server to connect to. */
    @FunctionalInterface
    public interface Locator {
        /** @throws DefiniteFailure there is none to be found */
        InetSocketAddress locate() throws Exception;
    }
}
