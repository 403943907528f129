package io.ordeal.targets.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Verdict;
import io.ordeal.cli.CommandOutcome;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What somebody outside does with a file: servers and clients in Python and JavaScript, real processes, by the command line
 * alone. A busy machine gets longer runs until they are long enough: a verdict is waited for, not raced for.
 */
class FileTargetRunTest {
    private static final List<String> TIMES = List.of("2s", "10s", "60s");

    /** Where the examples lie, seen from this module. */
    private static final Path EXAMPLES = Path.of("examples");

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheExamples() throws IOException {
        for (String example : List.of("http-register", "http-lock", "http-store")) {
            Path to = Files.createDirectories(folder.resolve(example));
            try (Stream<Path> files = Files.list(EXAMPLES.resolve(example))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    /** Runs a target until the exit code is that of a verdict that was asked for, or for the longest time. */
    private CommandOutcome runUntil(int status, Path file, String... more) {
        @Nullable CommandOutcome outcome = null;
        for (String time : TIMES) {
            Stream<String> words = Stream.concat(
                    Stream.of(
                            "run",
                            "--target-file",
                            file.toString(),
                            "--time",
                            time,
                            "--concurrency",
                            "4",
                            "--results",
                            folder.resolve("results").toString()),
                    Stream.of(more));
            outcome = CommandOutcome.of(words.toArray(String[]::new));
            if (outcome.status() == status) {
                break;
            }
        }
        CommandOutcome last = Objects.requireNonNull(outcome);
        assertThat(last.status()).as(last.out() + last.err()).isEqualTo(status);
        return last;
    }

    private Path lastRun() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("results"))) {
            return all.filter(RunFolder::isRun)
                    .max(Comparator.comparing(run -> run.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static Path change(Path file, String what, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        return Files.writeString(file, text.replace(what, to));
    }

    /** What is replicated after the answer is read stale; and all that follows needs the run's folder alone. */
    @Test
    void aRegisterInPythonIsTriedAndTriedAgainFromItsRunsOwnCopy() throws IOException {
        Path file = folder.resolve("http-register/ordeal.yaml");
        CommandOutcome broken = runUntil(1, file);
        assertThat(broken.out())
                .contains("INVALID  http-register register: nonlinearizable")
                .contains("expected: breaks(nonlinearizable, 10s), and so it was (replication is asynchronous)");
        Path run = lastRun();
        Files.writeString(file, "name: something else");
        assertThat(CommandOutcome.of("check", run.toString()).out())
                .contains("expected: breaks(nonlinearizable, 10s), and so it was");
        CommandOutcome again = CommandOutcome.of(
                "run",
                run.resolve("test.json").toString(),
                "--results",
                folder.resolve("again").toString());
        assertThat(again.status()).as(again.err()).isIn(0, 1, 2);
        assertThat(again.out()).contains("http-register register");
        CommandOutcome replayed = CommandOutcome.of(
                "replay",
                run.toString(),
                "--times",
                "1",
                "--results",
                folder.resolve("replays").toString());
        assertThat(replayed.status()).as(replayed.err()).isIn(0, 1, 2);
        assertThat(replayed.out()).contains("nonlinearizable");
    }

    @Tag("long")
    @Test
    void oneNodeKeepsAllButWhatAKillTakes() throws IOException {
        Path file = folder.resolve("http-register/alone.yaml");
        assertThat(runUntil(0, file).out()).contains("expected: holds, and so it was");
        assertThat(runUntil(1, file, "--faults", "kill@after=30:write..for=200ms")
                        .out())
                .contains("expected: may-break(nonlinearizable), and so it was");
    }

    /** Two front servers and a store: whoever asks it to end loses nothing, and whoever kills it all. */
    @Tag("long")
    @Test
    void nodesOfTwoKindsOfWhichOneSavesWhatItHasWhenItIsAskedToEnd() throws IOException {
        Path file = folder.resolve("http-store/ordeal.yaml");
        assertThat(runUntil(0, file, "--faults", "restart:graceful@after=30:write..for=1s")
                        .out())
                .contains("expected: holds, and so it was (it saves what it has when it is asked to end)");
        assertThat(runUntil(1, file, "--faults", "kill@after=30:write..for=200ms")
                        .out())
                .contains("expected: may-break(nonlinearizable), and so it was");
        CommandOutcome refused = CommandOutcome.of(
                "run",
                "--target-file",
                file.toString(),
                "--faults",
                "memory",
                "--results",
                folder.resolve("results").toString());
        assertThat(refused.status()).isEqualTo(254);
        assertThat(refused.err()).contains("memory is refused by the target: Python ends where there is none");
        assertThat(CommandOutcome.of("list", "targets", "http-store", "--target-file", file.toString())
                        .out())
                .contains("refuses memory: Python ends where there is none");
    }

    @ParameterizedTest
    @CsvSource({"python3, ./lock.py", "node, ./lock.js"})
    void aLockInFifteenLines(String program, String script) throws IOException {
        Path file = change(
                folder.resolve("http-lock/ordeal.yaml"), "[python3, ./lock.py]", "[" + program + ", " + script + "]");
        assertThat(runUntil(0, file).out()).contains("expected: holds, and so it was");
    }

    /** Copies that people put beside their clients, and the schema for their editors. */
    @ParameterizedTest
    @CsvSource({
        "http-register, ordeal.py",
        "http-store, ordeal.py",
        "http-lock, ordeal.py",
        "http-lock, ordeal.js",
        "restate-register, ordeal.py"
    })
    void theLibrariesBesideTheExamplesAreThoseThatArePrinted(String example, String library) throws IOException {
        assertThat(CommandOutcome.of("print", library).out())
                .isEqualTo(Files.readString(EXAMPLES.resolve(example).resolve(library)));
    }

    @Test
    void aServerThatEndsAtOnceIsToldWithWhatItSaid() throws IOException {
        Path file = change(
                folder.resolve("http-lock/ordeal.yaml"),
                "[python3, ./server.py, \"{port:http}\"]",
                "[sh, -c, \"echo no configuration; exit 3\"]");
        CommandOutcome failed =
                CommandOutcome.of("run", "--target-file", file.toString(), "--results", folder.toString());
        assertThat(failed.status()).isEqualTo(255);
        assertThat(failed.err())
                .contains("http-lock on node n1 did not start: it ended with exit code 3", "no configuration");
    }

    @Test
    void aProgramThatIsNotThereIsRefused() throws IOException {
        Path file = change(folder.resolve("http-lock/ordeal.yaml"), "[python3, ./server.py", "[./serve");
        CommandOutcome refused =
                CommandOutcome.of("run", "--target-file", file.toString(), "--results", folder.toString());
        assertThat(refused.status()).isEqualTo(254);
        assertThat(refused.err()).contains("the server's command: there is no program " + file.resolveSibling("serve"));
    }

    /** The last operations, which never succeed, are cut short: they would be tried for half a minute. */
    @Test
    void aClientThatPrintsGarbageIsToldWithWhatItSaid() throws Exception {
        Path file = change(
                folder.resolve("http-lock/ordeal.yaml"), "[python3, ./lock.py]", "[sh, -c, \"echo hello; sleep 60\"]");
        AtomicReference<Trial> trial = new AtomicReference<>();
        trial.set(new Trial(
                new RunSpec(
                        RunSpec.SCHEMA,
                        "http-lock",
                        "lock",
                        List.of(),
                        RunOptions.DEFAULT.withTime(Duration.ofSeconds(1)).withConcurrency(2),
                        1,
                        Map.of()),
                Catalog.onClassPath().withTargetFiles(List.of(file)),
                folder.resolve("results"),
                new TrialListener() {
                    @Override
                    public void phase(String what) {
                        if (what.equals("last operations")) {
                            Objects.requireNonNull(trial.get()).stop();
                        }
                    }
                }));
        assertThat(Objects.requireNonNull(trial.get()).run().report().result().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.cause()).contains("it said what is no JSON object: hello"));
    }

    @Test
    void allCommandsKnowTheTargetOfAFile() {
        String file = folder.resolve("http-lock/ordeal.yaml").toString();
        assertThat(CommandOutcome.of("list", "targets", "http-lock", "--target-file", file)
                        .out())
                .contains("workloads: lock", "lock: holds — one thread grants one lock to one owner");
        assertThat(CommandOutcome.of("nightly", "--plan", "--only", "http-lock/*", "--target-file", file)
                        .out())
                .contains("http-lock/lock/none", "http-lock/lock/kill");
        CommandOutcome twice = CommandOutcome.of("list", "targets", "--target-file", file + "," + file);
        assertThat(twice.status()).isEqualTo(254);
        assertThat(twice.err()).contains("two targets are named http-lock");
    }
}
