package io.ordeal.targets.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table of texts by key, in a database's own words.
 *
 * @param create makes the table if it isn't there
 * @param read a query for the text under a key
 * @param write sets a key's text, whether the key is there or not: given the key, then the text
 * @param append adds an element to the text under a key, after a comma, or makes it the text: given the key, the element,
 *     and the element again
 */
public record KeyTable(String create, String read, String write, String append) {
    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS ordeal (k VARCHAR(64) PRIMARY KEY, v VARCHAR(65536))";
    private static final String READ = "SELECT v FROM ordeal WHERE k = ?";

    /** With INSERT … ON CONFLICT, as PostgreSQL and SQLite have it: one statement, which the database makes atomic. */
    public static final KeyTable ON_CONFLICT = new KeyTable(
            CREATE,
            READ,
            "INSERT INTO ordeal (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v",
            "INSERT INTO ordeal (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = ordeal.v || ',' || ?");

    /** With the MERGE of the SQL standard, as H2 and HSQLDB have it. */
    public static final KeyTable MERGE = new KeyTable(
            CREATE,
            READ,
            "MERGE INTO ordeal t USING (VALUES (CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(65536)))) AS s (k, v)"
                    + " ON t.k = s.k WHEN MATCHED THEN UPDATE SET v = s.v"
                    + " WHEN NOT MATCHED THEN INSERT (k, v) VALUES (s.k, s.v)",
            "MERGE INTO ordeal t USING (VALUES (CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(65536)),"
                    + " CAST(? AS VARCHAR(65536)))) AS s (k, v, w)"
                    + " ON t.k = s.k WHEN MATCHED THEN UPDATE SET v = t.v || ',' || s.w"
                    + " WHEN NOT MATCHED THEN INSERT (k, v) VALUES (s.k, s.v)");

    /** Makes the table if it isn't there. */
    public void createOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(create);
        }
    }
}
