package io.ordeal.campaign.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories are written, read, merged; and what is none, or is not to be had now, is told. */
class CampaignMemoryTest {
    @TempDir
    private Path folder = Path.of("");

    private static NightRow night(String id, long number) {
        return new NightRow(
                id,
                number,
                number * 86_400_000L,
                Optional.empty(),
                "r" + number,
                "h",
                "m",
                "1/1",
                1,
                1000,
                "",
                "",
                "",
                "/results");
    }

    private static CellRow cell(String name) {
        return new CellRow(name, "code", "holds", "", 1);
    }

    private static TrialRow done(String id, String night, String cell, String verdict, Judgement judgement) {
        return new TrialRow(
                id,
                night,
                cell,
                "because",
                "{}",
                7,
                1000,
                State.DONE,
                6000,
                5000,
                verdict,
                judgement,
                "holds",
                "",
                100,
                verdict.equals("invalid") ? OptionalLong.of(1200) : OptionalLong.empty(),
                "{}",
                900,
                1 << 20,
                "a note",
                Optional.of("/results/" + id),
                Optional.empty(),
                verdict.equals("invalid")
                        ? List.of(new Finding("lock lost [add]", "lost", Standing.NEW, "", "it is gone"))
                        : List.of());
    }

    private CampaignMemory memory(String name) {
        return CampaignMemory.open(folder.resolve(name));
    }

    @Test
    void whatIsWrittenIsReadAgainByWhoeverOpensItNext() {
        TrialRow trial = done("t1", "n1", "a/w/none", "invalid", Judgement.SURPRISE);
        try (CampaignMemory memory = memory("m.sqlite")) {
            memory.begin(night("n1", 100), List.of(cell("a/w/none")));
            memory.write(TrialRow.running("t1", "n1", "a/w/none", "because", "{}", 7, 1000, Optional.empty()));
            assertThat(memory.trials("n1")).extracting(TrialRow::state).containsExactly(State.RUNNING);
            memory.write(trial);
            memory.end("n1", 5, "red");
        }
        try (CampaignMemory memory = memory("m.sqlite")) {
            assertThat(memory.trials("n1")).containsExactly(trial);
            assertThat(memory.nights()).extracting(NightRow::outcome).containsExactly("red");
            assertThat(memory.facts()).singleElement().satisfies(fact -> {
                assertThat(fact.night()).isEqualTo(100);
                assertThat(fact.revision()).isEqualTo("r100");
                assertThat(fact.code()).isEqualTo("code");
                assertThat(fact.isJudged()).isTrue();
            });
        }
    }

    @Test
    void nightsWithoutAVerdictAreCountedFromTheLastOne() {
        try (CampaignMemory memory = memory("m.sqlite")) {
            for (int i = 1; i <= 4; i++) {
                memory.begin(night("n" + i, 100 + i), List.of(cell("a/w/none"), cell("b/w/none"), cell("c/w/none")));
            }
            memory.write(done("t1", "n1", "a/w/none", "valid", Judgement.EXPECTED));
            memory.write(done("t2", "n4", "b/w/none", "valid", Judgement.EXPECTED));
            memory.write(done("t3", "n4", "a/w/none", "unknown", Judgement.OPEN));
            assertThat(memory.nightsWithoutVerdict())
                    .containsEntry("a/w/none", 3)
                    .containsEntry("c/w/none", 4)
                    .doesNotContainKey("b/w/none");
        }
    }

    @Test
    void aMemoryIsNotMergedIntoItself() {
        try (CampaignMemory one = memory("1.sqlite")) {
            assertThatThrownBy(() -> one.merge(folder.resolve("1.sqlite")))
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining("is the memory itself");
        }
    }

    @Test
    void memoriesAreMergedInAnyOrderAndAnyNumberOfTimes() {
        try (CampaignMemory one = memory("1.sqlite");
                CampaignMemory two = memory("2.sqlite")) {
            one.begin(night("n1", 100), List.of(cell("a/w/none")));
            one.write(TrialRow.running("t1", "n1", "a/w/none", "because", "{}", 7, 1000, Optional.empty()));
            two.begin(night("n2", 100), List.of(cell("b/w/none")));
            two.write(done("t2", "n2", "b/w/none", "invalid", Judgement.SURPRISE));
            try (CampaignMemory all = memory("all.sqlite")) {
                assertThat(all.merge(one.file())).containsExactly(1, 1);
                assertThat(all.merge(two.file())).containsExactly(1, 1);
                assertThat(all.merge(two.file())).containsExactly(0, 0);
                // what ran when it was merged is done when it is merged again
                one.write(done("t1", "n1", "a/w/none", "valid", Judgement.EXPECTED));
                one.end("n1", 9, "green");
                assertThat(all.merge(one.file())).containsExactly(0, 0);
                assertThat(all.trials("n1")).isEqualTo(one.trials("n1"));
                assertThat(all.trials("n2")).isEqualTo(two.trials("n2"));
                assertThat(all.nights()).extracting(NightRow::outcome).containsExactlyInAnyOrder("green", "");
            }
        }
    }

    private static TrialRow replay(String id, String night, String verdict) {
        TrialRow row = done(id, night, "a/w/none", verdict, Judgement.OPEN);
        return new TrialRow(
                row.id(),
                row.night(),
                row.cell(),
                row.why(),
                row.spec(),
                row.seed(),
                Long.parseLong(id.substring(1)),
                row.state(),
                row.wholeMillis(),
                row.mainMillis(),
                row.verdict(),
                row.judgement(),
                row.expected(),
                row.cause(),
                row.operations(),
                row.violationMillis(),
                row.versions(),
                row.cpuMillis(),
                row.peakBytes(),
                row.notes(),
                row.folder(),
                Optional.of("t1"),
                row.findings());
    }

    /** Found in the first night, replayed twice in the second, where it came back at last, and in vain since. */
    private static void writeDetection(CampaignMemory memory) {
        memory.begin(night("n1", 100), List.of(cell("a/w/none")));
        memory.write(done("t1", "n1", "a/w/none", "invalid", Judgement.EXPECTED), Optional.of("lost"));
        // its own night's repetitions may have looked for something else
        memory.write(replay("r2000", "n1", "valid"));
        memory.begin(night("n2", 101), List.of(cell("a/w/none")));
        memory.write(replay("r3000", "n2", "valid"));
        memory.write(replay("r4000", "n2", "invalid"));
        memory.begin(night("n3", 102), List.of(cell("a/w/none")));
        memory.write(replay("r5000", "n3", "valid"));
        memory.write(replay("r6000", "n3", "unknown"));
        memory.write(replay("r7000", "n3", "failed"));
    }

    @Test
    void aDetectionIsToldByItsReplaysAndWithoutAVerdictTheyCountForNothing() {
        try (CampaignMemory memory = memory("m.sqlite")) {
            writeDetection(memory);
            assertThat(memory.detections()).singleElement().satisfies(is -> {
                assertThat(is.id()).isEqualTo("t1/lost");
                assertThat(is.signature()).isEqualTo("lock lost [add]");
                assertThat(is.folder()).contains("/results/t1");
                assertThat(List.of(is.shown(), is.before(), is.vain())).containsExactly(1, 1, 1);
                assertThat(is.reproducedMillis()).hasValue(4000);
                assertThat(is.triedMillis()).hasValue(7000);
                assertThat(is.standing()).isEqualTo(Detection.Standing.PROVEN);
            });
            assertThat(memory.detectionsBefore("n3")).singleElement().satisfies(is -> {
                assertThat(is.vain()).isZero();
                assertThat(is.triedMillis()).hasValue(4000);
            });
            // replays of what another night has shown say nothing of the cell
            assertThat(memory.facts()).hasSize(2);
            assertThat(memory.nightsWithoutVerdict()).containsEntry("a/w/none", 2);
        }
    }

    @Test
    void whatWasProvenIsGoneAfterAsManyReplaysInVainAsItsRateAsksFor() {
        try (CampaignMemory memory = memory("m.sqlite")) {
            writeDetection(memory);
            int needed = memory.detections().get(0).needed();
            for (int vain = 2; vain <= needed; vain++) {
                assertThat(memory.detections().get(0).standing()).isEqualTo(Detection.Standing.PROVEN);
                memory.write(replay("r" + (8000 + vain), "n3", "valid"));
            }
            assertThat(memory.detections().get(0).standing()).isEqualTo(Detection.Standing.GONE);
            assertThat(memory.detections().get(0).isReplayed()).isTrue();
            memory.write(replay("r9999", "n3", "invalid"));
            assertThat(memory.detections().get(0).standing()).isEqualTo(Detection.Standing.PROVEN);
            memory.retire(memory.detections().get(0), "mended");
            assertThat(memory.detections().get(0).standing()).isEqualTo(Detection.Standing.RETIRED);
            assertThat(memory.detections().get(0).isReplayed()).isFalse();
        }
    }

    @Test
    void whatNoReplayBringsBackWasNeverProvenAndIsNeverGone() {
        try (CampaignMemory memory = memory("m.sqlite")) {
            memory.begin(night("n1", 100), List.of(cell("a/w/none")));
            memory.write(done("t1", "n1", "a/w/none", "invalid", Judgement.EXPECTED), Optional.of("lost"));
            memory.begin(night("n2", 101), List.of(cell("a/w/none")));
            for (int vain = 1; vain <= Detection.TRIES_TO_PROVE; vain++) {
                assertThat(memory.detections().get(0).standing()).isEqualTo(Detection.Standing.FOUND);
                memory.write(replay("r" + (2000 + vain), "n2", "valid"));
            }
            assertThat(memory.detections().get(0).standing()).isEqualTo(Detection.Standing.UNPROVEN);
            assertThat(memory.detections().get(0).isReplayed()).isFalse();
        }
    }

    @Test
    void detectionsAreMergedAndRetiredWhereverOneWas() {
        try (CampaignMemory one = memory("1.sqlite");
                CampaignMemory two = memory("2.sqlite")) {
            writeDetection(one);
            two.merge(one.file());
            assertThat(two.detections()).isEqualTo(one.detections());
            one.retire(one.detections().get(0), "mended");
            two.merge(one.file());
            assertThat(two.detections()).extracting(Detection::retired).containsExactly("mended");
            // and back again, which changes nothing
            one.merge(two.file());
            assertThat(one.detections()).isEqualTo(two.detections());
        }
    }

    @Test
    void aMemoryOfANewerOrdealIsRefusedAndLeftAsItIs() throws Exception {
        memory("m.sqlite").close();
        Path file = folder.resolve("m.sqlite");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> CampaignMemory.open(file))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("newer Ordeal")
                .hasMessageContaining("99")
                .hasMessageContaining("--memory");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** As the first schema was: what it held is what today's reads of it. */
    private static final List<String> FIRST_SCHEMA = List.of(
            "CREATE TABLE nights (id TEXT PRIMARY KEY, number INTEGER NOT NULL, started INTEGER NOT NULL, ended"
                    + " INTEGER, revision TEXT NOT NULL, harness TEXT NOT NULL, machine TEXT NOT NULL, shard TEXT NOT"
                    + " NULL, seed INTEGER NOT NULL, budget_millis INTEGER NOT NULL, plan TEXT NOT NULL, claims TEXT NOT"
                    + " NULL, outcome TEXT NOT NULL)",
            "CREATE TABLE cells (night TEXT NOT NULL REFERENCES nights, cell TEXT NOT NULL, code TEXT NOT NULL,"
                    + " expected TEXT NOT NULL, canary TEXT NOT NULL, weight REAL NOT NULL, PRIMARY KEY (night, cell))",
            "CREATE TABLE trials (id TEXT PRIMARY KEY, night TEXT NOT NULL REFERENCES nights, cell TEXT NOT NULL,"
                    + " why TEXT NOT NULL, spec TEXT NOT NULL, seed INTEGER NOT NULL, started INTEGER NOT NULL,"
                    + " state TEXT NOT NULL, whole_millis INTEGER NOT NULL, main_millis INTEGER NOT NULL,"
                    + " verdict TEXT NOT NULL, judgement TEXT NOT NULL, expected TEXT NOT NULL, cause TEXT NOT NULL,"
                    + " operations INTEGER NOT NULL, violation_millis INTEGER, versions TEXT NOT NULL,"
                    + " cpu_millis INTEGER NOT NULL, peak_bytes INTEGER NOT NULL, notes TEXT NOT NULL, folder TEXT,"
                    + " again_of TEXT)",
            "CREATE INDEX trials_of_cells ON trials (cell, started)",
            "CREATE INDEX trials_of_nights ON trials (night, started)",
            "CREATE TABLE findings (trial TEXT NOT NULL REFERENCES trials, signature TEXT NOT NULL,"
                    + " anomaly TEXT NOT NULL, standing TEXT NOT NULL, reference TEXT NOT NULL,"
                    + " explanation TEXT NOT NULL, PRIMARY KEY (trial, signature))",
            "INSERT INTO nights VALUES ('old', 90, 7776000000, 7776000009, 'r90', 'h', 'm', '1/1', 1, 1000, 'p', 'c',"
                    + " 'green')",
            "INSERT INTO cells VALUES ('old', 'a/w/none', 'code', 'holds', '', 1)",
            "INSERT INTO trials VALUES ('t0', 'old', 'a/w/none', 'because', '{}', 7, 1000, 'done', 6000, 5000,"
                    + " 'invalid', 'surprise', 'holds', '', 100, 1200, '{}', 900, 1048576, 'a note', '/results/t0', NULL)",
            "INSERT INTO findings VALUES ('t0', 'lock lost [add]', 'lost', 'new', '', 'it is gone')",
            "PRAGMA application_id = 1332896876",
            "PRAGMA user_version = 1");

    private Path ofTheFirstSchema(String name) throws Exception {
        Path file = folder.resolve(name);
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            for (String change : FIRST_SCHEMA) {
                statement.execute(change);
            }
        }
        return file;
    }

    private static int version(Path file) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    @Test
    void aMemoryOfTheFirstSchemaIsBroughtUpToDateStepByStepAndLosesNothing() throws Exception {
        Path old = ofTheFirstSchema("old.sqlite");
        memory("new.sqlite").close();
        int today = version(folder.resolve("new.sqlite"));
        assertThat(today).isGreaterThan(1);
        for (int step = 2; step <= today; step++) {
            Path file = ofTheFirstSchema("old-" + step + ".sqlite");
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                MemorySchema.bringTo(step, database, file.toString());
            }
            assertThat(version(file)).isEqualTo(step);
            CampaignMemory.open(file).close();
            assertThat(version(file)).isEqualTo(today);
            isWhole(file);
        }
        isWhole(old);
        try (CampaignMemory memory = memory("new.sqlite")) {
            memory.begin(night("n1", 100), List.of(cell("a/w/none")));
            assertThat(memory.merge(ofTheFirstSchema("merged.sqlite"))).containsExactly(1, 1);
            assertThat(memory.nights()).extracting(NightRow::id).containsExactly("old", "n1");
        }
    }

    private static void isWhole(Path file) {
        try (CampaignMemory memory = CampaignMemory.open(file)) {
            assertThat(memory.nights()).singleElement().satisfies(night -> {
                assertThat(night.outcome()).isEqualTo("green");
                assertThat(night.plan()).isEqualTo("p");
                assertThat(night.results()).isEmpty();
            });
            assertThat(memory.cells("old")).containsExactly(cell("a/w/none"));
            TrialRow expected = done("t0", "old", "a/w/none", "invalid", Judgement.SURPRISE);
            assertThat(memory.trials("old")).containsExactly(expected);
            assertThat(memory.detections()).isEmpty();
        }
    }

    @Test
    void whatIsNoMemoryIsRefused() throws Exception {
        Path text =
                Files.writeString(folder.resolve("text"), "no database, but long enough to be looked at\n".repeat(50));
        assertThatThrownBy(() -> CampaignMemory.open(text))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("not even a SQLite database");
        Path other = folder.resolve("other.sqlite");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE accounts (id INTEGER)");
        }
        assertThatThrownBy(() -> CampaignMemory.open(other))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("another program's");
    }

    @Test
    void aMemoryThatAnotherWritesToIsTold() throws Exception {
        memory("m.sqlite").close();
        Path file = folder.resolve("m.sqlite");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> CampaignMemory.open(file))
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining("locked by another process");
        }
    }
}
