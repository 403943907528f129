package io.ordeal.target.postgres;

import io.ordeal.client.DefiniteFailure;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A connection of one process, opened when it is needed and dropped when it failed.
 *
 * <p>A connection that can't be opened is a {@link DefiniteFailure}, as nothing was sent; so is whatever goes wrong before
 * COMMIT is sent, as the server commits nothing that it is not told to. A connection that breaks while COMMIT is under
 * way, or a COMMIT that is not answered in time, tells nothing.
 *
 * <p>Not safe for use by several threads, but for {@link #close}.
 */
public final class PostgresConnection implements AutoCloseable {
    private final Locator locator;
    private final Duration timeout;
    private volatile @Nullable Connection open;
    private volatile boolean closed;
    /** Of the open connection: to ask it costs a round trip. */
    private int isolationSet;

    private PostgresConnection(Locator locator, Duration timeout) {
        this.locator = locator;
        this.timeout = timeout;
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
        return new PostgresConnection(locator, timeout);
    }

    /**
     * Opens a plain connection, which commits each statement by itself.
     *
     * @param timeout for connecting, and for each answer; whole seconds, at least one
     */
    public static Connection open(InetSocketAddress address, Duration timeout) throws SQLException {
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
        String url = "jdbc:postgresql://" + address.getHostString() + ":" + address.getPort() + "/postgres";
        @Nullable Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("PostgreSQL's driver does not know its own URL: " + url);
        }
        return connection;
    }

    /**
     * Does work in a transaction and commits it.
     *
     * @param isolation a constant of {@link Connection}
     * @throws DefiniteFailure it was rolled back, or COMMIT was never sent
     * @throws SQLException nobody knows whether it was committed
     */
    public <T> T transaction(int isolation, Work<T> work) throws Exception {
        Connection connection = connected();
        T result;
        try {
            if (isolationSet != isolation) {
                connection.setTransactionIsolation(isolation);
                isolationSet = isolation;
            }
            connection.setAutoCommit(false);
            result = work.run(connection);
        } catch (SQLException e) {
            rollBack(connection);
            throw PostgresError.beforeCommit(e);
        } catch (Exception | Error e) {
            rollBack(connection);
            throw e;
        }
        try {
            connection.commit();
            return result;
        } catch (SQLException e) {
            if (!PostgresError.of(e).isDefinite()) {
                drop();
            }
            throw PostgresError.atCommit(e);
        }
    }

    /**
     * Does work in which each statement is a transaction of its own.
     *
     * @throws DefiniteFailure the statement that failed was not executed, which is proof if there was but one
     * @throws SQLException nobody knows whether it was
     */
    public <T> T statement(Work<T> work) throws Exception {
        Connection connection = connected();
        try {
            connection.setAutoCommit(true);
            return work.run(connection);
        } catch (SQLException e) {
            if (!PostgresError.of(e).isDefinite()) {
                drop();
            }
            throw PostgresError.atCommit(e);
        }
    }

    private void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            drop();
        }
    }

    /** The connection, opened if there is none; what goes wrong on it the caller has to judge. */
    private Connection connected() throws Exception {
        Connection before = open;
        if (before != null) {
            return before;
        }
        if (closed) {
            // by an operation that was given up, on a thread that was left behind
            throw new DefiniteFailure("the client is closed, nothing was sent");
        }
        InetSocketAddress address = locator.locate();
        try {
            Connection connection = open(address, timeout);
            open = connection;
            isolationSet = Connection.TRANSACTION_NONE;
            if (closed) {
                drop();
                throw new DefiniteFailure("the client was closed, nothing was sent");
            }
            return connection;
        } catch (SQLException unreachable) {
            throw new DefiniteFailure("no connection to " + address + ", nothing was sent", unreachable);
        }
    }

    /** Gives the connection up; the next work opens another. */
    void drop() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                // without a word to the server, for which this might wait
                connection.abort(Runnable::run);
            } catch (SQLException alreadyBroken) {
                // it is given up in any case
            }
        }
    }

    /** Closes it for good; what is under way breaks off. */
    @Override
    public void close() {
        closed = true;
        drop();
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws Exception;
    }

    /** Finds the server to connect to. */
    @FunctionalInterface
    public interface Locator {
        /** @throws DefiniteFailure there is none to be found */
        InetSocketAddress locate() throws Exception;
    }
}
