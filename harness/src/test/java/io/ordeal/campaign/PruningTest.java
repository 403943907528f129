package io.ordeal.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.campaign.memory.CampaignMemory;
import io.ordeal.campaign.memory.CellRow;
import io.ordeal.campaign.memory.Finding;
import io.ordeal.campaign.memory.Finding.Standing;
import io.ordeal.campaign.memory.NightRow;
import io.ordeal.campaign.memory.TrialRow;
import io.ordeal.campaign.memory.TrialRow.Judgement;
import io.ordeal.campaign.memory.TrialRow.State;
import io.ordeal.campaign.plan.NightSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of old runs go by rule, and nothing else does. */
class PruningTest {
    private static final long TONIGHT = 20_000;
    private static final long DAY = 86_400_000;

    @TempDir
    private Path folder = Path.of("");

    private Path results() {
        return folder.resolve("results");
    }

    private static NightSettings keeping(Optional<Integer> others, Optional<Integer> violations) {
        NightSettings usual = NightSettings.DEFAULT;
        return new NightSettings(
                usual.budget(),
                usual.jobs(),
                usual.memory(),
                usual.unknownNights(),
                others,
                violations,
                usual.diskBytes(),
                List.of(),
                true);
    }

    private Path run(Path in, String name) throws IOException {
        Path run = Files.createDirectories(in.resolve("a/w").resolve(name));
        Files.writeString(run.resolve("test.json"), "{}");
        Files.createDirectories(run.resolve("nodes/n1"));
        Files.writeString(run.resolve("nodes/n1/server.log"), "log");
        return run;
    }

    private static TrialRow trial(String id, long nightsAgo, Judgement judgement, Path run) {
        boolean invalid = judgement == Judgement.SURPRISE || judgement == Judgement.KNOWN;
        return new TrialRow(
                id,
                "n",
                "a/w/none",
                "because",
                "{}",
                7,
                (TONIGHT - nightsAgo) * DAY + DAY / 2,
                State.DONE,
                6000,
                5000,
                invalid ? "invalid" : "valid",
                judgement,
                "holds",
                "",
                100,
                OptionalLong.empty(),
                "{}",
                0,
                0,
                "",
                Optional.of(run.toString()),
                Optional.empty(),
                invalid ? List.of(new Finding("lost", "lost", Standing.NEW, "", "")) : List.of());
    }

    private CampaignMemory memory() {
        CampaignMemory memory = CampaignMemory.open(folder.resolve("m.sqlite"));
        memory.begin(
                new NightRow("n", TONIGHT, TONIGHT * DAY, Optional.empty(), "r", "h", "m", "1/1", 1, 1, "", "", "", ""),
                List.of(new CellRow("a/w/none", "c", "holds", "", 1)));
        return memory;
    }

    /** The folders that the memory knows still, and those that are there, are the same. */
    private static void knows(CampaignMemory memory, String... trials) {
        assertThat(memory.trials("n")).hasSizeGreaterThanOrEqualTo(trials.length);
        assertThat(memory.trials("n").stream()
                        .filter(trial -> trial.folder().isPresent())
                        .map(TrialRow::id))
                .containsExactlyInAnyOrder(trials);
        assertThat(memory.trials("n").stream().flatMap(trial -> trial.folder().stream()))
                .allSatisfy(run -> assertThat(Path.of(run)).isDirectory());
    }

    @Test
    void violationsAreKeptForEverAndOthersForSomeNights() throws Exception {
        try (CampaignMemory memory = memory()) {
            Path young = run(results(), "young");
            Path old = run(results(), "old");
            Path surprise = run(results(), "surprise");
            memory.write(trial("young", 6, Judgement.EXPECTED, young));
            memory.write(trial("old", 7, Judgement.EXPECTED, old));
            memory.write(trial("unsaid", 7, Judgement.UNSAID, run(results(), "unsaid")));
            memory.write(trial("unknown", 7, Judgement.OPEN, run(results(), "unknown")));
            memory.write(trial("surprise", 900, Judgement.SURPRISE, surprise));
            memory.write(trial("known", 900, Judgement.KNOWN, run(results(), "known")));
            Pruning usual = new Pruning(memory, results(), NightSettings.DEFAULT);
            usual.prune(TONIGHT);
            knows(memory, "young", "surprise", "known");
            assertThat(old).doesNotExist();
            // the next night it is as old
            usual.prune(TONIGHT + 1);
            knows(memory, "surprise", "known");
            assertThat(young).doesNotExist();
            new Pruning(memory, results(), keeping(Optional.empty(), Optional.of(901))).prune(TONIGHT);
            knows(memory, "surprise", "known");
            new Pruning(memory, results(), keeping(Optional.empty(), Optional.of(900))).prune(TONIGHT);
            knows(memory);
            assertThat(surprise).doesNotExist();
            // the rows stay
            assertThat(memory.trials("n")).hasSize(6);
        }
    }

    @Test
    void whatNightsToComeReplayStays() throws Exception {
        try (CampaignMemory memory = memory()) {
            memory.write(trial("found", 900, Judgement.SURPRISE, run(results(), "found")), Optional.of("lost"));
            memory.write(trial("other", 900, Judgement.SURPRISE, run(results(), "other")));
            Pruning all = new Pruning(memory, results(), keeping(Optional.of(1), Optional.of(1)));
            all.prune(TONIGHT);
            knows(memory, "found");
            memory.retire(memory.detections().get(0), "mended");
            all.prune(TONIGHT);
            knows(memory);
        }
    }

    @Test
    void whatIsNoRunOfThisFolderIsLeftAlone() throws Exception {
        try (CampaignMemory memory = memory()) {
            Path elsewhere = run(folder.resolve("elsewhere"), "run");
            Path noRun = Files.createDirectories(results().resolve("a/w/notes"));
            Files.writeString(noRun.resolve("notes.txt"), "mine");
            Path unknown = run(results(), "by-hand");
            memory.write(trial("elsewhere", 900, Judgement.EXPECTED, elsewhere));
            memory.write(trial("out", 900, Judgement.EXPECTED, results().resolve("../elsewhere/a/w/run")));
            memory.write(trial("notes", 900, Judgement.EXPECTED, noRun));
            memory.write(trial("whole", 900, Judgement.EXPECTED, results()));
            new Pruning(memory, results(), NightSettings.DEFAULT).prune(TONIGHT);
            assertThat(elsewhere.resolve("nodes/n1/server.log")).exists();
            assertThat(noRun.resolve("notes.txt")).exists();
            assertThat(unknown.resolve("test.json")).exists();
            assertThat(results()).isDirectory();
        }
    }
}
