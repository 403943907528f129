package io.ordeal.targets.embedded;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.sql.KeyTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** SQLite, in which one transaction writes at a time. */
public final class SqliteSerializableTarget extends PlainTarget {
    private static final String SOURCE =
            "SQLite documentation, Isolation In SQLite: a single writer, and a reader's transaction that is to write fails if"
                    + " others wrote since it read";

    public SqliteSerializableTarget() {
        super(
                "sqlite-serializable",
                "SQLite in this JVM, a file with a write-ahead log",
                ClusterDescription.none(),
                () -> {
                    String url = "jdbc:sqlite:" + newFile();
                    return InJvm.clients(() -> open(url), KeyTable.ON_CONFLICT);
                },
                List.of(
                        Expectation.holds("list-append", Faults.CLIENT_PAUSE, SOURCE),
                        Expectation.holds("write-skew", Faults.CLIENT_PAUSE, SOURCE),
                        Expectation.holds("rw-register", Faults.CLIENT_PAUSE, SOURCE),
                        Expectation.holds("bank", Faults.CLIENT_PAUSE, SOURCE),
                        Expectation.holds("long-fork", Faults.CLIENT_PAUSE, SOURCE)));
    }

    /** In a folder of this run's own, which goes when this JVM ends. */
    private static Path newFile() {
        try {
            Path folder = Files.createTempDirectory("ordeal-sqlite");
            Path file = folder.resolve("data");
            folder.toFile().deleteOnExit();
            for (String suffix : List.of("", "-wal", "-shm")) {
                folder.resolve("data" + suffix).toFile().deleteOnExit();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("SQLite needs a folder for its file: make room in java.io.tmpdir", e);
        }
    }

    private static Connection open(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 1000");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
        }
        return connection;
    }
}
