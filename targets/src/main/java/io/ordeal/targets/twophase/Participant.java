package io.ordeal.targets.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.postgres.PostgresConnection;
import io.ordeal.targets.postgres.PostgresError;
import io.ordeal.targets.postgres.PostgresServer;
import io.ordeal.workload.transfer.Transfer;
import io.ordeal.workload.transfer.TransferClient;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server as a coordinator sees it: over one connection, opened when it is needed and given up when it failed.
 * Of one thread, but for {@link #close}.
 */
final class Participant implements AutoCloseable {
    /** For connecting, and for each answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Shorter than that, so that whoever waits for another's lock gets an answer. */
    private static final String LOCK_WAIT = "500ms";

    private static final Duration FENCED_WITHIN = Duration.ofSeconds(1);

    private final String name;
    private final String coordinator;
    private final InetSocketAddress address;
    private volatile @Nullable Connection open;

    /**
     * @param name of the server's node
     * @param coordinator the name by which the server knows whose sessions and transactions are whose
     */
    Participant(String name, String coordinator, ClientContext context) {
        this.name = name;
        this.coordinator = coordinator;
        address = context.endpoint(name, PostgresServer.PORT);
    }

    String name() {
        return name;
    }

    /** What a participant says to a transfer. */
    enum Vote {
        /** It is prepared. */
        YES,
        /** It is not, and never will be. */
        NO,
        /** No answer: it may be, or be so later. */
        UNKNOWN
    }

    /** Makes its part of a transfer and prepares it under a name. */
    Vote prepare(Transfer transfer, String transaction) {
        boolean asked = false;
        try {
            Connection connection = connection();
            connection.setAutoCommit(false);
            Branch.make(connection, name, transfer);
            asked = true;
            execute(connection, "PREPARE TRANSACTION '" + transaction + "'");
            connection.setAutoCommit(true);
            return Vote.YES;
        } catch (SQLException e) {
            undo(e);
            return asked && !PostgresError.of(e).isDefinite() ? Vote.UNKNOWN : Vote.NO;
        }
    }

    /**
     * Makes its part of a transfer and commits it, whatever others do.
     *
     * @return whether it said that it is done
     */
    boolean make(Transfer transfer) {
        try {
            Connection connection = connection();
            connection.setAutoCommit(false);
            Branch.make(connection, name, transfer);
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        } catch (SQLException e) {
            undo(e);
            return false;
        }
    }

    /** Rolls back what the server has refused; if it has not answered, the connection is given up. */
    private void undo(SQLException e) {
        Connection connection = open;
        if (connection == null || !PostgresError.of(e).isDefinite()) {
            giveUp();
            return;
        }
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            giveUp();
        }
    }

    /** @throws SQLException it may not be committed, or there is no such transaction */
    void commit(String transaction) throws SQLException {
        run("COMMIT PREPARED '" + transaction + "'");
    }

    /** @throws SQLException it may not be rolled back, or there is no such transaction */
    void rollBack(String transaction) throws SQLException {
        run("ROLLBACK PREPARED '" + transaction + "'");
    }

    private void run(String statement) throws SQLException {
        try {
            execute(connection(), statement);
        } catch (SQLException e) {
            giveUp();
            throw e;
        }
    }

    /**
     * Ends all other sessions of this coordinator: what an earlier life, or a connection that was given up, has sent
     * arrives before this returns, or never has an effect.
     *
     * @throws SQLException some may go on
     */
    void fence() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + FENCED_WITHIN.toNanos();
        String others =
                " FROM pg_stat_activity WHERE application_name = '" + coordinator + "' AND pid <> pg_backend_pid()";
        try {
            Connection connection = connection();
            execute(connection, "SELECT pg_terminate_backend(pid)" + others);
            while (count(connection, "SELECT count(*)" + others) > 0) {
                if (System.nanoTime() > deadline) {
                    throw new SQLException("sessions of " + coordinator + " on " + name + " do not end");
                }
                Thread.sleep(10);
            }
        } catch (SQLException e) {
            giveUp();
            throw e;
        }
    }

    /** The transactions of all coordinators that are prepared. */
    List<String> prepared() throws SQLException {
        return read(Branch::prepared);
    }

    List<Long> balances() throws SQLException {
        return read(Branch::balances);
    }

    /** All that it has, in its own words. */
    TransferClient.Holdings state() throws SQLException {
        return read(connection -> new TransferClient.Holdings(
                Branch.done(connection),
                Branch.prepared(connection).stream()
                        .map(TransactionName::transferOf)
                        .toList(),
                Branch.balances(connection)));
    }

    private <T> T read(Reading<T> reading) throws SQLException {
        try {
            return reading.of(connection());
        } catch (SQLException e) {
            giveUp();
            throw e;
        }
    }

    private interface Reading<T> {
        T of(Connection connection) throws SQLException;
    }

    private Connection connection() throws SQLException {
        Connection before = open;
        if (before != null) {
            return before;
        }
        Connection connection = PostgresConnection.open(address, TIMEOUT);
        open = connection;
        execute(connection, "SET lock_timeout = '" + LOCK_WAIT + "'; SET application_name = '" + coordinator + "'");
        return connection;
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.execute(statement);
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement jdbc = connection.createStatement();
                ResultSet rows = jdbc.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The connection is not used any more; the server rolls back what was not prepared on it. */
    private void giveUp() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException alreadyBroken) {
                // it is given up in any case
            }
        }
    }

    @Override
    public void close() {
        giveUp();
    }
}
