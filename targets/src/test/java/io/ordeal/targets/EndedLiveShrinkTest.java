package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.reproduce.Reproduction;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live shrinking that is ended from outside, first by kill -9, and when it was begun again, as Ctrl-C does: what it had come to
 * is on disk, it goes on from there and makes no try again, and nothing of it is left running.
 */
class EndedLiveShrinkTest {
    private static final Catalog CATALOG = Catalog.onClassPath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path results;

    private final List<ProcessHandle> begun = new ArrayList<>();

    @AfterEach
    void endAll() {
        begun.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    @Tag("long")
    void whatItHadComeToStaysAndIsGoneOnWith() throws Exception {
        isEndedAndGoesOn("jvm-register-stale-read", "register");
    }

    /** Its servers are processes, which go with it. */
    @Test
    @Tag("systems")
    void itsServersGoWithIt() throws Exception {
        isEndedAndGoesOn("redis-exists-set", "lock");
    }

    private void isEndedAndGoesOn(String target, String workload) throws Exception {
        RunOptions options = RunOptions.DEFAULT.withTime(Duration.ofSeconds(3)).withStopOnViolation(true);
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), options, 1, Map.of());
        RunFolder run =
                new Trial(spec, CATALOG, results, TrialListener.none()).run().folder();
        Path file = run.path().resolve("reproduce.json");

        Process killed = shrink(run, "killed");
        until(killed, "killed", () -> Files.exists(file));
        List<ProcessHandle> itsServers = killed.descendants().toList();
        killed.destroyForcibly();
        assertThat(killed.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertGone(itsServers);
        List<String> before = tries(run);
        assertThat(before).isNotEmpty();
        Reproduction kept = Reproduction.read(file, CATALOG);
        assertThat(kept.plan().operations()).isNotEmpty();

        Process interrupted = shrink(run, "interrupted");
        until(interrupted, "interrupted", () -> tries(run).size() > before.size());
        List<ProcessHandle> others = interrupted.descendants().toList();
        interrupted.destroy();
        assertThat(interrupted.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertGone(others);
        assertThat(interrupted.exitValue()).as(told("interrupted")).isEqualTo(1);
        assertThat(told("interrupted"))
                .contains(before.size() + " tries are remembered, and not made again")
                .contains(" left: ", "it was ended before the end: the same line once more goes on from here");
        assertThat(tries(run)).startsWith(before.toArray(String[]::new));
        assertThat(Reproduction.read(file, CATALOG).plan().operations())
                .hasSizeLessThanOrEqualTo(kept.plan().operations().size());
    }

    /** Its output is in a file of that name. */
    private Process shrink(RunFolder run, String name) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.ordeal.cli.Main",
                        "shrink",
                        run.path().toString(),
                        "--live",
                        "--budget",
                        "10m",
                        "--results",
                        results.resolve(name).toString())
                .redirectErrorStream(true)
                .redirectOutput(results.resolve(name + ".out").toFile())
                .start();
        begun.add(process.toHandle());
        return process;
    }

    private String told(String name) throws Exception {
        return Files.readString(results.resolve(name + ".out"));
    }

    /** Whole lines alone: one may be under way. */
    private static List<String> tries(RunFolder run) throws Exception {
        Path file = run.path().resolve("shrink-tries.jsonl");
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private void until(Process alive, String name, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(alive.isAlive() && System.nanoTime() < end)
                    .as("it ended, or came to nothing, and said %s", told(name))
                    .isTrue();
            Thread.sleep(20);
        }
        begun.addAll(alive.descendants().toList());
    }

    private static void assertGone(List<ProcessHandle> processes) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (ProcessHandle process : processes) {
            while (process.isAlive() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(process.isAlive()).as("process %s", process.info()).isFalse();
        }
    }
}
