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
                id, number, number * 86_400_000L, Optional.empty(), "r" + number, "h", "m", "1/1", 1, 1000, "", "", "");
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
