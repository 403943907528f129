package io.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights that can't be begun: each is told what to do, ends with 254, and leaves what was there as it was. And what a memory
 * answers without a night.
 */
class NightlyCommandTest {
    private static final int REFUSED = 254;

    @TempDir
    private Path results = Path.of("");

    private Path file = Path.of("");
    private Path memory = Path.of("");

    @BeforeEach
    void aNightWasMadeHere() throws IOException {
        file = Files.writeString(
                results.resolve("night.yaml"),
                "budget: 30m\ncells: [{targets: [jvm-register], workloads: [register], faults: [none]}]\n");
        memory = results.resolve("memory.sqlite");
        try (CampaignMemory open = CampaignMemory.open(memory)) {
            NightRow night = new NightRow(
                    "n1", 100, 100, Optional.of(200L), "r", "h", "m", "1/1", 1, 1000, "", "", "green", "/elsewhere");
            open.begin(night, List.of(new CellRow("jvm-register/register/none", "c", "holds", "", 1)));
        }
    }

    private CommandOutcome nightly(String... options) {
        List<String> arguments = new ArrayList<>(List.of("nightly", file.toString(), "--results", results.toString()));
        arguments.addAll(List.of(options));
        return ordeal(arguments);
    }

    private static CommandOutcome ordeal(List<String> arguments) {
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    /** What each refusal has in common: it is told in words, and nothing was begun. */
    private void isRefused(CommandOutcome outcome, String... words) throws IOException {
        assertThat(outcome.err()).contains(words).doesNotContain("Exception");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(REFUSED);
        assertThat(results.resolve("nightly")).doesNotExist();
        assertThat(results.resolve("jvm-register")).doesNotExist();
    }

    private void onlyTheOneNightIsRemembered() {
        try (CampaignMemory open = CampaignMemory.openToRead(memory)) {
            assertThat(open.nights()).extracting(NightRow::id).containsExactly("n1");
        }
    }

    private void statement(String... statements) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + memory);
                Statement statement = database.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void aMemoryOfANewerSchema() throws Exception {
        statement("PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(memory);
        isRefused(nightly(), "written by a newer Ordeal: its schema is 99", "--memory");
        assertThat(Files.readAllBytes(memory)).isEqualTo(before);
    }

    @Test
    void aMemoryThatAnotherProcessWritesTo() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + memory);
                Statement statement = database.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            isRefused(nightly(), memory.toString(), "locked by another process", "--memory");
            statement.execute("ROLLBACK");
        }
        onlyTheOneNightIsRemembered();
    }

    @Test
    void aFolderInWhichAnotherNightIsMade() throws Exception {
        Path lock = Files.writeString(results.resolve("nightly.lock"), "4711");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            isRefused(nightly(), "another night (process 4711) runs in " + results, "--results");
            assertThat(held.isValid()).isTrue();
        }
        assertThat(lock).hasContent("4711");
        onlyTheOneNightIsRemembered();
    }

    @Test
    void aShardOutOfRange() throws Exception {
        for (String shard : List.of("5/4", "4")) {
            isRefused(nightly("--shard", shard), "--shard takes i/n, with i from 1 to n, such as 1/4, not " + shard);
        }
        onlyTheOneNightIsRemembered();
    }

    @Test
    void aBudgetTooSmallForOneCell() throws Exception {
        isRefused(nightly("--budget", "5s"), "the budget of 5.0 s is too small for one trial", "--budget 30m");
        onlyTheOneNightIsRemembered();
    }

    @Test
    void nothingToTakeUp() throws Exception {
        isRefused(nightly("--resume"), "--resume", "did not come to its end", "without --resume");
        onlyTheOneNightIsRemembered();
    }

    private static CommandOutcome memoryAlone(Path memory, String... options) {
        List<String> arguments = new ArrayList<>(List.of("nightly", "--memory", memory.toString()));
        arguments.addAll(List.of(options));
        return ordeal(arguments);
    }

    @Test
    void aMemoryIsAskedByItsFileAlone() throws Exception {
        assertThat(memoryAlone(memory, "--history").out()).contains("1970-04-11  green", "detections\n  none");
        assertThat(memoryAlone(memory, "--detections"))
                .satisfies(none -> assertThat(none.status()).isZero())
                .satisfies(none -> assertThat(none.out()).isEmpty());
        Path missing = results.resolve("none.sqlite");
        for (String asked : List.of("--history", "--detections")) {
            isRefused(memoryAlone(missing, asked), "there is no memory " + missing, "make a night first");
        }
        assertThat(missing).doesNotExist();
        isRefused(memoryAlone(memory, "--merge", memory.toString()), "is the memory itself");
        onlyTheOneNightIsRemembered();
    }

    @Test
    void aDetectionIsPrintedForOtherProgramsAndRetiredByName() throws Exception {
        Path run = Files.createDirectories(results.resolve("r"));
        Files.writeString(run.resolve("schedule.yaml"), "faults: []\n");
        try (CampaignMemory open = CampaignMemory.open(memory)) {
            open.write(found(run), Optional.of("nonlinearizable"));
        }
        JsonNode line =
                new ObjectMapper().readTree(memoryAlone(memory, "--detections").out());
        assertThat(line.path("id").asText()).isEqualTo("c0ffee12/nonlinearizable");
        assertThat(line.path("standing").asText()).isEqualTo("found");
        assertThat(line.path("versions").path("java").asText()).isEqualTo("17");
        assertThat(line.path("seed").asLong()).isEqualTo(7);
        assertThat(line.path("found").asText()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(line.path("reproduced").isNull()).isTrue();
        assertThat(line.path("schedule").asText()).isEqualTo("faults: []\n");
        isRefused(memoryAlone(memory, "--retire", "c0ffee12/nonlinearizable"), "--because");
        isRefused(
                memoryAlone(memory, "--retire", "c0ffee12/nonlinear", "--because", "mended"),
                "nearest first: c0ffee12/nonlinearizable");
        assertThat(memoryAlone(memory, "--retire", "c0ffee12/nonlinearizable", "--because", "mended in 1.2")
                        .status())
                .isZero();
        assertThat(memoryAlone(memory, "--history").out()).contains("retired: mended in 1.2");
    }

    private static TrialRow found(Path run) {
        return new TrialRow(
                "c0ffee12-3456",
                "n1",
                "jvm-register/register/none",
                "because",
                "{}",
                7,
                1000,
                TrialRow.State.DONE,
                6000,
                5000,
                "invalid",
                TrialRow.Judgement.SURPRISE,
                "holds",
                "",
                100,
                OptionalLong.of(1200),
                "{\"java\": \"17\"}",
                900,
                1 << 20,
                "",
                Optional.of(run.toString()),
                Optional.empty(),
                List.of(new Finding("register nonlinearizable", "nonlinearizable", Finding.Standing.NEW, "", "stale")));
    }

    @Test
    void aPatternThatNoCellMatches() throws Exception {
        isRefused(nightly("--only", "jvm-regster"), "nearest first: jvm-register");
        onlyTheOneNightIsRemembered();
    }
}
