package io.ordeal.targets.cache;

import io.ordeal.targets.postgres.PostgresConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** The registers as the database has them, each with a version that every write raises by one. */
final class RegisterTable implements AutoCloseable {
    static final String CREATE =
            "CREATE TABLE IF NOT EXISTS register (k varchar PRIMARY KEY, v bigint NOT NULL, version bigint NOT NULL)";

    private static final String READ = "SELECT version, v FROM register WHERE k = ?";
    private static final String WRITE = "INSERT INTO register (k, v, version) VALUES (?, ?, 1)"
            + " ON CONFLICT (k) DO UPDATE SET v = excluded.v, version = register.version + 1 RETURNING version, v";

    private final PostgresConnection database;

    RegisterTable(PostgresConnection database) {
        this.database = database;
    }

    /** @throws Exception nothing was read */
    Optional<VersionedValue> read(String key) throws Exception {
        return database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                statement.setString(1, key);
                return row(statement);
            }
        });
    }

    /**
     * Writes, and commits.
     *
     * @return what is written, with its version
     * @throws io.ordeal.client.DefiniteFailure nothing was or will be written
     * @throws Exception nobody knows
     */
    VersionedValue write(String key, long value) throws Exception {
        return database.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                statement.setString(1, key);
                statement.setLong(2, value);
                return row(statement).orElseThrow();
            }
        });
    }

    private static Optional<VersionedValue> row(PreparedStatement statement) throws java.sql.SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(new VersionedValue(row.getLong(1), row.getLong(2))) : Optional.empty();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
