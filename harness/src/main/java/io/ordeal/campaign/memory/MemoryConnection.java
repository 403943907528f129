package io.ordeal.campaign.memory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A memory's database: statements, transactions, and what goes wrong with it, in words. Thread-safe by {@link #of}. */
final class MemoryConnection {
    private final Connection database;
    private final Path file;

    MemoryConnection(Connection database, Path file) {
        this.database = database;
        this.file = file;
    }

    static MemoryException told(Path file, SQLException failed) {
        String message = String.valueOf(failed.getMessage());
        if (message.contains("BUSY") || message.contains("LOCKED")) {
            return new MemoryException(
                    file + " is locked by another process, which writes to it: wait until that is done, or name another"
                            + " file by --memory",
                    failed);
        }
        if (message.contains("SQLITE_FULL")) {
            return new MemoryException(
                    file + " can't be written: its disk is full; make room on it, or name another file by --memory",
                    failed,
                    true);
        }
        return message.contains("NOTADB")
                ? new MemoryException(file + " is no memory: it is not even a SQLite database", failed)
                : new MemoryException(file + " can't be used: " + message, failed);
    }

    /** Statements that belong together. */
    interface Query<T> {
        T run() throws SQLException;
    }

    /** Its result; nobody else asks meanwhile. */
    synchronized <T> T of(Query<T> query) {
        try {
            return query.run();
        } catch (SQLException failed) {
            throw told(file, failed);
        }
    }

    /** All of it, or nothing. */
    <T> T inOneTransaction(Query<T> query) {
        return of(() -> {
            database.setAutoCommit(false);
            try {
                T result = query.run();
                database.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                database.rollback();
                throw failed;
            } finally {
                database.setAutoCommit(true);
            }
        });
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = database.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement;
    }

    /** @return how many rows it has changed */
    int change(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(Row<T> reading, String sql, @Nullable Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(reading.read(row));
            }
        }
        return all;
    }

    void close() {
        of(() -> {
            database.close();
            return 0;
        });
    }
}
