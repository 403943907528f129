package io.ordeal.campaign.memory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and how an older memory becomes one of today. */
final class MemorySchema {
    /** So that no other program's database is taken for a memory: "Ordl". */
    private static final int APPLICATION = 0x4f72646c;

    /** What leads from each schema to the next; the first from an empty file. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
                    CREATE TABLE nights (
                      id TEXT PRIMARY KEY, number INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER,
                      revision TEXT NOT NULL, harness TEXT NOT NULL, machine TEXT NOT NULL, shard TEXT NOT NULL,
                      seed INTEGER NOT NULL, budget_millis INTEGER NOT NULL, plan TEXT NOT NULL, claims TEXT NOT NULL,
                      outcome TEXT NOT NULL)\
                    """,
                    """
                    CREATE TABLE cells (
                      night TEXT NOT NULL REFERENCES nights, cell TEXT NOT NULL, code TEXT NOT NULL, expected TEXT NOT NULL,
                      canary TEXT NOT NULL, weight REAL NOT NULL, PRIMARY KEY (night, cell))\
                    """,
                    """
                    CREATE TABLE trials (
                      id TEXT PRIMARY KEY, night TEXT NOT NULL REFERENCES nights, cell TEXT NOT NULL, why TEXT NOT NULL,
                      spec TEXT NOT NULL, seed INTEGER NOT NULL, started INTEGER NOT NULL, state TEXT NOT NULL,
                      whole_millis INTEGER NOT NULL, main_millis INTEGER NOT NULL, verdict TEXT NOT NULL,
                      judgement TEXT NOT NULL, expected TEXT NOT NULL, cause TEXT NOT NULL, operations INTEGER NOT NULL,
                      violation_millis INTEGER, versions TEXT NOT NULL, cpu_millis INTEGER NOT NULL,
                      peak_bytes INTEGER NOT NULL, notes TEXT NOT NULL, folder TEXT, again_of TEXT)\
                    """,
                    "CREATE INDEX trials_of_cells ON trials (cell, started)",
                    "CREATE INDEX trials_of_nights ON trials (night, started)",
                    """
                    CREATE TABLE findings (
                      trial TEXT NOT NULL REFERENCES trials, signature TEXT NOT NULL, anomaly TEXT NOT NULL,
                      standing TEXT NOT NULL, reference TEXT NOT NULL, explanation TEXT NOT NULL,
                      PRIMARY KEY (trial, signature))\
                    """),
            // several folders may share a memory, and a night is taken up in its own
            List.of("ALTER TABLE nights ADD COLUMN results TEXT NOT NULL DEFAULT ''"),
            // what was found is replayed by nights to come
            List.of("""
                    CREATE TABLE detections (
                      trial TEXT NOT NULL REFERENCES trials, anomaly TEXT NOT NULL, retired TEXT NOT NULL,
                      PRIMARY KEY (trial, anomaly))\
                    """, "CREATE INDEX trials_again ON trials (again_of)"));

    private MemorySchema() {}

    /**
     * Brings a database up to date, or makes its tables.
     *
     * @throws MemoryException it is another program's, or a newer Ordeal's
     */
    static void bringUpToDate(Connection database, String file) throws SQLException {
        bringTo(STEPS.size(), database, file);
    }

    /** The same up to a schema between its own and today's. */
    static void bringTo(int wanted, Connection database, String file) throws SQLException {
        int version = versionOf(database, file);
        if (version >= wanted) {
            return;
        }
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            for (List<String> step : STEPS.subList(version, wanted)) {
                for (String change : step) {
                    statement.execute(change);
                }
            }
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + wanted);
            database.commit();
        } catch (SQLException failed) {
            database.rollback();
            throw failed;
        } finally {
            database.setAutoCommit(true);
        }
    }

    /**
     * Leaves a database as it is.
     *
     * @throws MemoryException it is another program's, or not of today's schema
     */
    static void requireCurrent(Connection database, String file) throws SQLException {
        int version = versionOf(database, file);
        if (version < STEPS.size()) {
            throw new MemoryException(file + " was written by an older Ordeal: its schema is " + version
                    + ", today's is " + STEPS.size()
                    + ". It is brought up to date by: ./ordeal nightly --history --memory "
                    + file);
        }
    }

    private static int versionOf(Connection database, String file) throws SQLException {
        int application = pragma(database, "application_id");
        int version = pragma(database, "user_version");
        if (application != APPLICATION && (version != 0 || hasTables(database))) {
            throw new MemoryException(file + " is a database of another program's: name another file by --memory");
        }
        if (version > STEPS.size()) {
            throw new MemoryException(file + " was written by a newer Ordeal: its schema is " + version
                    + ", and this one knows those up to " + STEPS.size() + ". Use that one, or name another file by"
                    + " --memory; it was left as it is");
        }
        return version;
    }

    private static boolean hasTables(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    private static int pragma(Connection database, String name) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
