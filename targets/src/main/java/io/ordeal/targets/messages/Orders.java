package io.ordeal.targets.messages;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.postgres.PostgresConnection;
import io.ordeal.targets.postgres.PostgresConnection.Work;
import io.ordeal.targets.postgres.PostgresServer;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The application's rows, and the notes of messages that are to be sent of them. */
final class Orders implements AutoCloseable {
    /** What makes the tables; does nothing if they are there. */
    static final String[] TABLES = {
        "CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY)",
        "CREATE TABLE IF NOT EXISTS outbox (seq bigserial PRIMARY KEY, id bigint NOT NULL)"
    };

    private final PostgresConnection postgres;

    Orders(PostgresConnection postgres) {
        this.postgres = postgres;
    }

    /** Those of a client, over its own link. */
    static Orders of(ClientContext context) {
        InetSocketAddress endpoint = context.endpoint(MessageCluster.DATABASE, PostgresServer.PORT);
        return new Orders(PostgresConnection.to(endpoint, timeout(context)));
    }

    /** Of each answer: several fit into an operation. */
    static Duration timeout(ClientContext context) {
        return context.operationTimeout().dividedBy(3);
    }

    /** As {@link PostgresConnection#transaction}; read committed, as every text assumes. */
    <T> T transaction(Work<T> work) throws Exception {
        return postgres.transaction(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** Does work in a transaction and rolls it back. */
    void abandon(Work<?> work) throws Exception {
        try {
            transaction(jdbc -> {
                work.run(jdbc);
                throw new Abandoned();
            });
        } catch (Abandoned asIntended) {
            // rolled back, or the connection was dropped, which comes to the same
        }
    }

    static void insert(Connection jdbc, long id) throws SQLException {
        update(jdbc, "INSERT INTO orders VALUES (?)", id);
    }

    /** Notes that a message is to be sent. */
    static void note(Connection jdbc, long id) throws SQLException {
        update(jdbc, "INSERT INTO outbox (id) VALUES (?)", id);
    }

    private static void update(Connection jdbc, String sql, long id) throws SQLException {
        try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /**
     * The ids of all rows, rising.
     *
     * @throws DefiniteFailure a transaction is prepared and in doubt
     */
    List<Long> all() throws Exception {
        return postgres.statement(jdbc -> {
            List<Long> inDoubt = numbers(jdbc, "SELECT count(*) FROM pg_prepared_xacts");
            if (inDoubt.get(0) > 0) {
                throw new DefiniteFailure(inDoubt.get(0) + " transactions are in doubt");
            }
            return numbers(jdbc, "SELECT id FROM orders ORDER BY id");
        });
    }

    /**
     * A note of a message.
     *
     * @param seq its number
     * @param id of the row and of the message
     */
    record Note(long seq, long id) {}

    /** The oldest notes, at most so many. */
    List<Note> notes(int atMost) throws Exception {
        return postgres.statement(jdbc -> {
            List<Note> notes = new ArrayList<>();
            try (PreparedStatement statement =
                    jdbc.prepareStatement("SELECT seq, id FROM outbox ORDER BY seq LIMIT ?")) {
                statement.setInt(1, atMost);
                try (ResultSet answer = statement.executeQuery()) {
                    while (answer.next()) {
                        notes.add(new Note(answer.getLong(1), answer.getLong(2)));
                    }
                }
            }
            return notes;
        });
    }

    void remove(List<Note> notes) throws Exception {
        Long[] numbers = notes.stream().map(Note::seq).toArray(Long[]::new);
        transaction(jdbc -> {
            try (PreparedStatement statement = jdbc.prepareStatement("DELETE FROM outbox WHERE seq = ANY (?)")) {
                statement.setArray(
                        1, jdbc.createArrayOf("bigint", Arrays.copyOf(numbers, numbers.length, Object[].class)));
                return statement.executeUpdate();
            }
        });
    }

    private static List<Long> numbers(Connection jdbc, String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement statement = jdbc.prepareStatement(sql);
                ResultSet answer = statement.executeQuery()) {
            while (answer.next()) {
                numbers.add(answer.getLong(1));
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        postgres.close();
    }

    /** Breaks a transaction off. */
    private static final class Abandoned extends Exception {
        Abandoned() {
            super("the application took it back");
        }
    }
}
