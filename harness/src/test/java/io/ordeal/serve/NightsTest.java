package io.ordeal.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.store.RunFolder;
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

/** Nights of a memory, on pages. */
class NightsTest {
    @TempDir
    private Path results;

    private static TrialRow trial(String folder) {
        return new TrialRow(
                "t1",
                "night-1",
                "redis-register/register/kill",
                "its turn",
                "{}",
                7,
                1_000,
                State.DONE,
                6_000,
                5_000,
                "invalid",
                Judgement.SURPRISE,
                "holds",
                "",
                100,
                OptionalLong.of(1200),
                "{}",
                900,
                1 << 20,
                "",
                Optional.of(folder),
                Optional.empty(),
                List.of(new Finding(
                        "register nonlinearizable", "nonlinearizable", Standing.NEW, "", "a <stale> read")));
    }

    private void remember(Path memory, String folder) {
        try (CampaignMemory open = CampaignMemory.open(memory)) {
            open.begin(
                    new NightRow(
                            "night-1",
                            20_000,
                            20_000 * 86_400_000L,
                            Optional.empty(),
                            "c0ffee",
                            "h",
                            "<machine>",
                            "1/1",
                            5,
                            60_000,
                            "",
                            "",
                            "",
                            ""),
                    List.of(new CellRow("redis-register/register/kill", "code", "holds", "", 1)));
            open.write(trial(folder));
        }
    }

    @Test
    void aNightIsShownWithItsMatrixAndLeadsToItsRuns() throws Exception {
        RunFolder run = new SampleResults(results).surprise("redis-register", "register", "a <stale> read");
        Path memory = results.resolve("memory.sqlite");
        // made elsewhere, and copied here with its folder
        remember(memory, "/somewhere/else/results/" + results.relativize(run.path()));
        byte[] before = Files.readAllBytes(memory);
        try (ResultsServer server = ResultsServer.start(new ServeOptions("127.0.0.1", 0, results, memory))) {
            Browser browser = new Browser(server.address().getPort());
            assertThat(browser.get("/nights").text())
                    .contains(
                            "/night/night-1", "2024-10-04", "unfinished", "&lt;machine&gt;", "first bad commit c0ffee");
            String night = browser.get("/night/night-1").text();
            assertThat(night)
                    .contains("class=\"matrix\"", "a &lt;stale&gt; read")
                    .contains("href=\"/run/" + results.relativize(run.path()) + "\"");
            assertThat(browser.get("/night/nothing").status()).isEqualTo(404);
            try (CampaignMemory open = CampaignMemory.open(memory)) {
                open.end("night-1", 20_000 * 86_400_000L + 600_000, "red");
            }
            assertThat(browser.get("/nights").text()).contains("is-red", "10 min");
        }
        assertThat(Files.readAllBytes(memory)).hasSameSizeAs(before);
        assertThat(results.resolve("memory.sqlite-journal")).doesNotExist();
    }

    @Test
    void aMemoryThatIsNoneIsToldAndTheRestIsServed() throws Exception {
        Path memory = Files.writeString(results.resolve("memory.sqlite"), "no database, by far");
        try (ResultsServer server = ResultsServer.start(new ServeOptions("127.0.0.1", 0, results, memory))) {
            Browser browser = new Browser(server.address().getPort());
            assertThat(browser.get("/nights").text()).contains("not even a SQLite database");
            assertThat(browser.get("/night/x").text()).contains("not even a SQLite database");
            assertThat(browser.get("/").status()).isEqualTo(200);
        }
        assertThat(memory).content().isEqualTo("no database, by far");
    }

    @Test
    void aMemoryOfAnOlderSchemaIsToldAndLeftAsItIs() throws Exception {
        Path memory = results.resolve("memory.sqlite");
        remember(memory, "/nowhere");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + memory);
                Statement statement = database.createStatement()) {
            statement.execute("PRAGMA user_version = 0");
        }
        byte[] before = Files.readAllBytes(memory);
        try (ResultsServer server = ResultsServer.start(new ServeOptions("127.0.0.1", 0, results, memory))) {
            assertThat(new Browser(server.address().getPort()).get("/nights").text())
                    .contains("was written by an older Ordeal", "./ordeal nightly --history");
        }
        assertThat(memory).hasBinaryContent(before);
    }
}
