package io.ordeal.campaign.memory;

import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.SQLiteConfig;

/**
 * The memory of nights, open. Every change is on disk when its method returns; a process that is killed in the midst of one
 * leaves what was there before. Thread-safe.
 */
public final class CampaignMemory implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;

    private final MemoryConnection database;
    private final DetectionTable detections;
    private final Path file;

    private CampaignMemory(Connection connection, Path file) {
        this.database = new MemoryConnection(connection, file);
        this.detections = new DetectionTable(database);
        this.file = file;
    }

    /**
     * Opens a memory; one that is not there is made.
     *
     * @throws MemoryException it can't be used, or not now
     */
    public static CampaignMemory open(Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
            try {
                try (Statement statement = database.createStatement()) {
                    statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
                    statement.execute("PRAGMA synchronous = FULL");
                    statement.execute("PRAGMA foreign_keys = ON");
                }
                MemorySchema.bringUpToDate(database, file.toString());
                return new CampaignMemory(database, file);
            } catch (SQLException | RuntimeException failed) {
                database.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw MemoryConnection.told(file, failed);
        } catch (IOException failed) {
            throw new MemoryException(file + ": its folder can't be made: " + failed.getMessage(), failed);
        }
    }

    /**
     * Opens a memory to read it alone: nothing is made, brought up to date or written. Methods that change something throw.
     *
     * @throws MemoryException it can't be read, or not now
     */
    public static CampaignMemory openToRead(Path file) {
        SQLiteConfig reading = new SQLiteConfig();
        reading.setReadOnly(true);
        reading.setBusyTimeout(BUSY_MILLIS);
        try {
            Connection database = reading.createConnection("jdbc:sqlite:" + file);
            try {
                MemorySchema.requireCurrent(database, file.toString());
                return new CampaignMemory(database, file);
            } catch (SQLException | RuntimeException failed) {
                database.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw MemoryConnection.told(file, failed);
        }
    }

    public Path file() {
        return file;
    }

    /** A night begins, with all that it is to try. */
    public void begin(NightRow night, List<CellRow> cells) {
        database.inOneTransaction(() -> {
            database.change(
                    "INSERT INTO nights VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    night.id(),
                    night.number(),
                    night.startedMillis(),
                    night.endedMillis().orElse(null),
                    night.revision(),
                    night.harness(),
                    night.machine(),
                    night.shard(),
                    night.seed(),
                    night.budgetMillis(),
                    night.plan(),
                    night.claims(),
                    night.outcome(),
                    night.results());
            for (CellRow cell : cells) {
                database.change(
                        "INSERT INTO cells VALUES (?,?,?,?,?,?)",
                        night.id(),
                        cell.cell(),
                        cell.code(),
                        cell.expected(),
                        cell.canary(),
                        cell.weight());
            }
            return 0;
        });
    }

    /** A night has come to its end. */
    public void end(String night, long endedMillis, String outcome) {
        database.of(() ->
                database.change("UPDATE nights SET ended = ?, outcome = ? WHERE id = ?", endedMillis, outcome, night));
    }

    /** A trial begins or ends: the row of its id, whole. */
    public void write(TrialRow trial) {
        write(trial, Optional.empty());
    }

    /**
     * The same of one that nights to come are to replay.
     *
     * @param detected the anomaly that it has shown, by its name on the wire; empty if they are not
     */
    public void write(TrialRow trial, Optional<String> detected) {
        database.inOneTransaction(() -> {
            database.change("DELETE FROM findings WHERE trial = ?", trial.id());
            database.change(
                    "INSERT OR REPLACE INTO trials VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    trial.id(),
                    trial.night(),
                    trial.cell(),
                    trial.why(),
                    trial.spec(),
                    trial.seed(),
                    trial.startedMillis(),
                    trial.state().wire(),
                    trial.wholeMillis(),
                    trial.mainMillis(),
                    trial.verdict(),
                    trial.judgement().wire(),
                    trial.expected(),
                    trial.cause(),
                    trial.operations(),
                    trial.violationMillis().isPresent()
                            ? (Object) trial.violationMillis().getAsLong()
                            : null,
                    trial.versions(),
                    trial.cpuMillis(),
                    trial.peakBytes(),
                    trial.notes(),
                    trial.folder().orElse(null),
                    trial.againOf().orElse(null));
            for (Finding finding : trial.findings()) {
                database.change(
                        "INSERT OR REPLACE INTO findings VALUES (?,?,?,?,?,?)",
                        trial.id(),
                        finding.signature(),
                        finding.anomaly(),
                        finding.standing().wire(),
                        finding.reference(),
                        finding.explanation());
            }
            if (detected.isPresent()) {
                detections.add(trial.id(), detected.get());
            }
            return 0;
        });
    }

    /** All that trials were kept for, the oldest first. O(trials). */
    public List<Detection> detections() {
        return database.of(() -> detections.all(Optional.empty()));
    }

    /** The same, as they were before a night's own replays. */
    public List<Detection> detectionsBefore(String night) {
        return database.of(() -> detections.all(Optional.of(night)));
    }

    /**
     * A detection is replayed no more.
     *
     * @param why in words
     */
    public void retire(Detection detection, String why) {
        database.of(() -> detections.retire(detection.trial(), detection.anomaly(), why));
    }

    /** A running trial's folder is known. */
    public void folder(String trial, String folder) {
        database.of(() -> database.change("UPDATE trials SET folder = ? WHERE id = ?", folder, trial));
    }

    /** The folders of a trial are removed: the rest is remembered. */
    public void forgetFolder(String trial) {
        database.of(() -> database.change("UPDATE trials SET folder = NULL WHERE id = ?", trial));
    }

    /** All nights, the oldest first. */
    public List<NightRow> nights() {
        return database.of(
                () -> database.rows(CampaignMemory::night, "SELECT * FROM nights ORDER BY number, started, id"));
    }

    private static NightRow night(ResultSet row) throws SQLException {
        long ended = row.getLong("ended");
        Optional<Long> end = row.wasNull() ? Optional.empty() : Optional.of(ended);
        return new NightRow(
                row.getString("id"),
                row.getLong("number"),
                row.getLong("started"),
                end,
                row.getString("revision"),
                row.getString("harness"),
                row.getString("machine"),
                row.getString("shard"),
                row.getLong("seed"),
                row.getLong("budget_millis"),
                row.getString("plan"),
                row.getString("claims"),
                row.getString("outcome"),
                row.getString("results"));
    }

    /** What a night was to try. */
    public List<CellRow> cells(String night) {
        return database.of(() -> database.rows(
                row -> new CellRow(
                        row.getString("cell"),
                        row.getString("code"),
                        row.getString("expected"),
                        row.getString("canary"),
                        row.getDouble("weight")),
                "SELECT * FROM cells WHERE night = ? ORDER BY cell",
                night));
    }

    /** In how many nights, by number, each cell was to be tried after it was last judged, or ever; none if it was in the last. */
    public Map<String, Integer> nightsWithoutVerdict() {
        return database.of(() -> {
            Map<String, Integer> nights = new LinkedHashMap<>();
            database.rows(row -> nights.put(row.getString(1), row.getInt(2)), """
                SELECT c.cell, count(DISTINCT n.number) FROM cells c JOIN nights n ON n.id = c.night
                WHERE n.number > coalesce((SELECT max(m.number) FROM trials t JOIN nights m ON m.id = t.night
                  WHERE t.cell = c.cell AND t.state = 'done' AND t.judgement <> 'open' AND t.again_of IS NULL), -1)
                GROUP BY c.cell\
                """);
            return nights;
        });
    }

    /** The trials of a night, in order. */
    public List<TrialRow> trials(String night) {
        return database.of(() -> withFindings(database.rows(
                CampaignMemory::trial, "SELECT * FROM trials WHERE night = ? ORDER BY started, id", night)));
    }

    /** Every trial that has shown something, or whose folder is there, in order. */
    public List<TrialRow> trialsToBeShown() {
        return database.of(() -> withFindings(database.rows(CampaignMemory::trial, """
            SELECT * FROM trials WHERE state = 'done' AND (folder IS NOT NULL OR verdict = 'invalid'
              OR judgement IN ('surprise', 'known')) ORDER BY started, id\
            """)));
    }

    private List<TrialRow> withFindings(List<TrialRow> trials) throws SQLException {
        List<TrialRow> all = new ArrayList<>();
        for (TrialRow trial : trials) {
            all.add(
                    trial.verdict().equals("invalid")
                            ? trial.withFindings(database.rows(
                                    row -> new Finding(
                                            row.getString("signature"),
                                            row.getString("anomaly"),
                                            Standing.valueOf(
                                                    row.getString("standing").toUpperCase(Locale.ROOT)),
                                            row.getString("reference"),
                                            row.getString("explanation")),
                                    "SELECT * FROM findings WHERE trial = ? ORDER BY signature",
                                    trial.id()))
                            : trial);
        }
        return all;
    }

    private static TrialRow trial(ResultSet row) throws SQLException {
        long violation = row.getLong("violation_millis");
        OptionalLong violated = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(violation);
        return new TrialRow(
                row.getString("id"),
                row.getString("night"),
                row.getString("cell"),
                row.getString("why"),
                row.getString("spec"),
                row.getLong("seed"),
                row.getLong("started"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("whole_millis"),
                row.getLong("main_millis"),
                row.getString("verdict"),
                Judgement.valueOf(row.getString("judgement").toUpperCase(Locale.ROOT)),
                row.getString("expected"),
                row.getString("cause"),
                row.getLong("operations"),
                violated,
                row.getString("versions"),
                row.getLong("cpu_millis"),
                row.getLong("peak_bytes"),
                row.getString("notes"),
                Optional.ofNullable(row.getString("folder")),
                Optional.ofNullable(row.getString("again_of")),
                List.of());
    }

    /** All trials that came to their end, in order, but replays of what other nights have shown: O(trials). */
    public List<TrialFact> facts() {
        return database.of(() -> database.rows(
                row -> {
                    long violation = row.getLong("violation_millis");
                    OptionalLong violated = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(violation);
                    return new TrialFact(
                            row.getString("cell"),
                            row.getLong("number"),
                            row.getString("revision"),
                            row.getString("code"),
                            row.getString("harness"),
                            row.getString("verdict"),
                            Judgement.valueOf(row.getString("judgement").toUpperCase(Locale.ROOT)),
                            row.getLong("main_millis"),
                            row.getLong("whole_millis"),
                            violated,
                            row.getLong("cpu_millis"),
                            row.getLong("peak_bytes"));
                },
                """
                SELECT t.*, n.number, n.revision, n.harness, c.code FROM trials t JOIN nights n ON n.id = t.night
                JOIN cells c ON c.night = t.night AND c.cell = t.cell
                LEFT JOIN trials o ON o.id = t.again_of
                WHERE t.state = 'done' AND (o.night IS NULL OR o.night = t.night) ORDER BY t.started, t.id\
                """));
    }

    /**
     * Adds what another memory knows and this one does not.
     *
     * @return how many nights and how many trials were new
     * @throws MemoryException one of them can't be used
     */
    public int[] merge(Path other) {
        if (!Files.isRegularFile(other)) {
            throw new MemoryException("--merge: there is no memory " + other);
        }
        if (isThis(other)) {
            throw new MemoryException("--merge: " + other + " is the memory itself: name those to be added to it");
        }
        // brought up to date by itself: what is merged has today's tables
        open(other).close();
        return database.of(() -> {
            database.change("ATTACH DATABASE ? AS other", other.toString());
            try {
                return database.inOneTransaction(this::merged);
            } finally {
                database.change("DETACH DATABASE other");
            }
        });
    }

    private int[] merged() throws SQLException {
        int nights = database.change("INSERT OR IGNORE INTO nights SELECT * FROM other.nights");
        database.change("""
            UPDATE nights SET ended = (SELECT o.ended FROM other.nights o WHERE o.id = nights.id),
              outcome = (SELECT o.outcome FROM other.nights o WHERE o.id = nights.id)
            WHERE ended IS NULL AND id IN (SELECT id FROM other.nights WHERE ended IS NOT NULL)\
            """);
        database.change("INSERT OR IGNORE INTO cells SELECT * FROM other.cells");
        int trials = database.change("INSERT OR IGNORE INTO trials SELECT * FROM other.trials");
        // one that ran when the memory was copied is done by now
        database.change("""
            INSERT OR REPLACE INTO trials SELECT * FROM other.trials o WHERE o.state <> 'running'
              AND o.id IN (SELECT id FROM trials WHERE state = 'running')\
            """);
        database.change("INSERT OR IGNORE INTO findings SELECT * FROM other.findings");
        detections.merge();
        return new int[] {nights, trials};
    }

    private boolean isThis(Path other) {
        try {
            return Files.isSameFile(file, other);
        } catch (IOException unreadable) {
            throw new MemoryException("--merge: " + other + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
