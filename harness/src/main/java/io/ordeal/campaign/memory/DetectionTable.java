package io.ordeal.campaign.memory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which trials are kept as detections. How their replays went is read from the replays' own rows, and stands nowhere else; those
 * of the night that made the trial are its own, and may have looked for another of its anomalies.
 */
final class DetectionTable {
    private final MemoryConnection database;

    DetectionTable(MemoryConnection database) {
        this.database = database;
    }

    void add(String trial, String anomaly) throws SQLException {
        database.change("INSERT OR IGNORE INTO detections VALUES (?,?,'')", trial, anomaly);
    }

    int retire(String trial, String anomaly, String why) throws SQLException {
        return database.change(
                "UPDATE detections SET retired = ? WHERE trial = ? AND anomaly = ?", why, trial, anomaly);
    }

    /** Those of a memory that is attached as {@code other}; what is retired in either is. */
    void merge() throws SQLException {
        database.change("INSERT OR IGNORE INTO detections SELECT * FROM other.detections");
        database.change("""
                UPDATE detections SET retired = (SELECT o.retired FROM other.detections o
                  WHERE o.trial = detections.trial AND o.anomaly = detections.anomaly)
                WHERE retired = '' AND EXISTS (SELECT 1 FROM other.detections o
                  WHERE o.trial = detections.trial AND o.anomaly = detections.anomaly AND o.retired <> '')\
                """);
    }

    /**
     * All, the oldest first.
     *
     * @param but replays of this night do not count
     */
    List<Detection> all(Optional<String> but) throws SQLException {
        Map<String, Detection> all = new LinkedHashMap<>();
        database.rows(row -> all.put(key(row), found(row)), """
                SELECT t.*, d.anomaly, d.retired, coalesce((SELECT f.signature FROM findings f
                  WHERE f.trial = t.id AND f.anomaly = d.anomaly LIMIT 1), '') AS signature
                FROM detections d JOIN trials t ON t.id = d.trial ORDER BY t.started, t.id, d.anomaly\
                """);
        database.rows(
                row -> all.put(key(row), replayed(Objects.requireNonNull(all.get(key(row))), row)),
                """
                SELECT d.trial AS id, d.anomaly, t.started, t.verdict, EXISTS (SELECT 1 FROM findings f
                  WHERE f.trial = t.id AND f.anomaly = d.anomaly) AS again
                FROM detections d JOIN trials o ON o.id = d.trial JOIN trials t ON t.again_of = d.trial
                WHERE t.state = 'done' AND t.night <> o.night AND t.night <> ? ORDER BY t.started, t.id\
                """,
                but.orElse(""));
        return List.copyOf(all.values());
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString("id") + "/" + row.getString("anomaly");
    }

    private static Detection found(ResultSet row) throws SQLException {
        return new Detection(
                row.getString("id"),
                row.getString("anomaly"),
                row.getString("cell"),
                row.getString("signature"),
                row.getString("versions"),
                row.getLong("seed"),
                row.getString("spec"),
                row.getLong("main_millis"),
                Optional.ofNullable(row.getString("folder")),
                row.getLong("started"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                0,
                row.getString("retired"));
    }

    private static Detection replayed(Detection is, ResultSet row) throws SQLException {
        boolean again = row.getBoolean("again");
        String verdict = row.getString("verdict");
        // one without a verdict says nothing
        boolean vain = !again && (verdict.equals("valid") || verdict.equals("invalid"));
        long started = row.getLong("started");
        return new Detection(
                is.trial(),
                is.anomaly(),
                is.cell(),
                is.signature(),
                is.versions(),
                is.seed(),
                is.spec(),
                is.mainMillis(),
                is.folder(),
                is.foundMillis(),
                again ? OptionalLong.of(started) : is.reproducedMillis(),
                OptionalLong.of(started),
                is.shown() + (again ? 1 : 0),
                again ? 0 : is.vain() + (vain ? 1 : 0),
                again ? is.before() + is.vain() : is.before(),
                is.retired());
    }
}
