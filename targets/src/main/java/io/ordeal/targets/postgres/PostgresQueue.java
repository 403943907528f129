package io.ordeal.targets.postgres;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.queue.QueueClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/**
 * A queue as a table, a row an element. A consumer takes a row that nobody else has locked, passing over those that are, and
 * deletes it: in a transaction that stays open until the element is acknowledged, or at once.
 */
final class PostgresQueue implements QueueClient {
    static final String CREATE = "CREATE TABLE IF NOT EXISTS queue (element BIGINT PRIMARY KEY)";
    private static final String TAKE =
            "DELETE FROM queue WHERE element = (SELECT element FROM queue ORDER BY element FOR UPDATE SKIP LOCKED"
                    + " LIMIT 1) RETURNING element";

    private final PostgresConnection postgres;
    private final boolean atOnce;
    private boolean working;

    /** @param atOnce whether a row is gone before its consumer has it */
    PostgresQueue(PostgresConnection postgres, boolean atOnce) {
        this.postgres = postgres;
        this.atOnce = atOnce;
    }

    @Override
    public void enqueue(long element) throws Exception {
        int unused = postgres.statement(connection -> {
            endUnacknowledged(connection);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO queue VALUES (?)")) {
                insert.setLong(1, element);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public OptionalLong dequeue() throws Exception {
        try {
            return postgres.statement(connection -> {
                endUnacknowledged(connection);
                if (!atOnce) {
                    working = true;
                    execute(connection, "BEGIN");
                }
                OptionalLong taken;
                try (Statement take = connection.createStatement();
                        ResultSet row = take.executeQuery(TAKE)) {
                    taken = row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
                }
                if (taken.isEmpty()) {
                    endUnacknowledged(connection);
                }
                return taken;
            });
        } catch (SQLException e) {
            throw atOnce ? e : new DefiniteFailure("nothing was taken, as COMMIT was not sent: " + e.getMessage(), e);
        }
    }

    @Override
    public void acknowledge(long element) throws Exception {
        if (!atOnce) {
            working = false;
            boolean unused = postgres.statement(connection -> {
                execute(connection, "COMMIT");
                return true;
            });
        }
    }

    /** A row that a transaction has deleted, but not yet for good, is there to others. */
    @Override
    public boolean isDrained() throws Exception {
        return postgres.statement(connection -> {
            endUnacknowledged(connection);
            try (Statement count = connection.createStatement();
                    ResultSet row = count.executeQuery("SELECT count(*) FROM queue")) {
                row.next();
                return row.getLong(1) == 0;
            }
        });
    }

    /** A transaction that is neither acknowledged nor ended by its connection's end is given up. */
    private void endUnacknowledged(Connection connection) throws SQLException {
        if (working) {
            execute(connection, "ROLLBACK");
            working = false;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
