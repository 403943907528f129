package io.ordeal.targets.sql;

import io.ordeal.client.DefiniteFailure;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of one process, opened when it is needed and dropped when it failed.
 *
 * <p>A connection that can't be opened is a {@link DefiniteFailure}, as nothing was sent; so is whatever goes wrong before
 * COMMIT is sent, as a database commits nothing that it is not told to. A connection that breaks while COMMIT is under
 * way, or a COMMIT that is not answered in time, tells nothing.
 *
 * <p>Not safe for use by several threads, but for {@link #close}.
 */
public final class SqlConnection implements AutoCloseable {
    private final Opener opener;
    private final SqlErrors errors;
    private final Severer severer;
    private volatile @Nullable Connection open;
    private volatile boolean closed;
    /** Of the open connection: to ask it may cost a round trip. */
    private int isolationSet;

    private SqlConnection(Opener opener, SqlErrors errors, Severer severer) {
        this.opener = opener;
        this.errors = errors;
        this.severer = severer;
    }

    /** To a server, by a driver that can abort a connection without a word to the server. */
    public SqlConnection(Opener opener, SqlErrors errors) {
        this(opener, errors, connection -> connection.abort(Runnable::run));
    }

    /** To a database inside this JVM, whose connections are closed when they are given up. */
    public static SqlConnection inThisJvm(Opener opener, SqlErrors errors) {
        return new SqlConnection(opener, errors, Connection::close);
    }

    /**
     * To a server, by a driver that closes connections only with a word to the server, for which a thread of its own has to
     * wait.
     */
    public static SqlConnection closedAside(Opener opener, SqlErrors errors) {
        return new SqlConnection(opener, errors, connection -> {
            Thread closer = new Thread(() -> closeQuietly(connection), "sql-closer");
            closer.setDaemon(true);
            closer.start();
        });
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            // it is given up in any case
        }
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
            throw new DefiniteFailure(
                    "rolled back, as this happened before COMMIT was sent: " + e.getMessage() + " (" + e.getSQLState()
                            + ")",
                    e);
        } catch (Exception | Error e) {
            rollBack(connection);
            throw e;
        }
        try {
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw judged(connection, e);
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
            throw judged(connection, e);
        }
    }

    private Exception judged(Connection connection, SQLException answer) {
        Exception judged = errors.atCommit(answer);
        if (judged instanceof DefiniteFailure) {
            rollBack(connection);
        } else {
            drop();
        }
        return judged;
    }

    private void rollBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
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
        try {
            Connection connection = opener.open();
            open = connection;
            isolationSet = Connection.TRANSACTION_NONE;
            if (closed) {
                drop();
                throw new DefiniteFailure("the client was closed, nothing was sent");
            }
            return connection;
        } catch (SQLException unreachable) {
            throw new DefiniteFailure("no connection, nothing was sent: " + unreachable.getMessage(), unreachable);
        }
    }

    /** Gives the connection up; the next work opens another. */
    public void drop() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                severer.sever(connection);
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

    /** Opens a connection. */
    @FunctionalInterface
    public interface Opener {
        /**
         * @throws SQLException it can't be opened, nothing was sent
         * @throws DefiniteFailure likewise, say as there is no server to be found
         */
        Connection open() throws Exception;
    }

    /** Gives a connection up, without waiting for a server. */
    @FunctionalInterface
    private interface Severer {
        void sever(Connection connection) throws SQLException;
    }
}
