package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.History;
import io.ordeal.reproduce.Bundle;
import io.ordeal.reproduce.LiveShrinker;
import io.ordeal.reproduce.LiveShrinking;
import io.ordeal.reproduce.Recording;
import io.ordeal.reproduce.ReplayPlan;
import io.ordeal.reproduce.ReplayTry;
import io.ordeal.reproduce.Replays;
import io.ordeal.reproduce.Reproduction;
import io.ordeal.reproduce.ReproductionPage;
import io.ordeal.reproduce.Sought;
import io.ordeal.reproduce.Tally;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a register that reads stale, made smaller by trying it, and replayed from the one file that is left. */
@Tag("long")
class LiveShrinkTest {
    private static final Catalog CATALOG = Catalog.onClassPath();

    @TempDir
    private Path results;

    @Test
    void aStaleReadIsShrunkAndComesBackFromItsFile() throws Exception {
        RunSpec spec = new RunSpec(
                RunSpec.SCHEMA,
                "jvm-register-stale-read",
                "register",
                List.of(),
                RunOptions.DEFAULT.withTime(Duration.ofSeconds(3)),
                1,
                Map.of());
        RunFolder folder =
                new Trial(spec, CATALOG, results, TrialListener.none()).run().folder();
        Recording recording = Recording.read(folder, CATALOG);
        Anomaly anomaly = recording.anomalies().get(0);
        Set<Integer> witness = anomaly.witness().stream().map(op -> op.index()).collect(Collectors.toSet());
        History whole = recording.history();
        History shrunk = whole.select(position -> witness.contains(whole.index(position)));

        LiveShrinking.Result result = new LiveShrinking(
                        ReplayPlan.of(recording),
                        anomaly,
                        shrunk,
                        Duration.ofSeconds(40),
                        CATALOG,
                        results,
                        new LiveShrinker.Listener() {})
                .run();

        assertThat(result.outcome().failure()).isEmpty();
        Reproduction kept = result.reproduction().orElseThrow();
        assertThat(kept.plan().operations())
                .isNotEmpty()
                .hasSizeLessThan(recording.operations().size());

        // a file that is elsewhere than all that it was made from
        Path alone = Files.createDirectory(results.resolve("elsewhere")).resolve("reproduce.json");
        Files.copy(result.file(), alone);
        Reproduction read = Reproduction.read(alone, CATALOG);
        assertThat(read.plan().operations()).isEqualTo(kept.plan().operations());
        assertThat(read.plan().schedule()).isEqualTo(kept.plan().schedule());
        assertThat(read.plan().options()).isEqualTo(kept.plan().options());
        assertThat(read.signature()).isEqualTo(kept.signature());
        assertThat(read.rate()).isEqualTo(kept.rate());
        assertThat(Files.readString(alone)).doesNotContain(results.toString());
        Tally tally = new Replays(
                        read.plan(),
                        Sought.of(read.signature()),
                        CATALOG,
                        results,
                        new Replays.Limits(5, true, 1),
                        new Replays.Listener() {})
                .run();
        assertThat(tally.count(ReplayTry.Result.SAME)).isEqualTo(1);

        Path page = new ReproductionPage(kept, result.outcome(), result.why()).write(results.resolve("p.html"));
        assertThat(Files.readString(page)).contains("What is done", "How it was come by", "Why");
        Path archive = results.resolve("bug.zip");
        assertThat(Bundle.write(
                        archive, Map.of("reproduce.json", alone), result.shown().orElseThrow()))
                .isEmpty();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.getEntry("reproduce.json")).isNotNull();
            assertThat(zip.getEntry("run/history.edn.gz")).isNotNull();
            assertThat(zip.getEntry("run/ordeal.log")).isNotNull();
        }
    }
}
