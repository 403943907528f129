package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The histories with known verdicts in {@code results/corpus/<checker>/{valid,invalid,unknown}}. The first line of each is
 * a comment that says where it is from; a second one may give options, as {@code ; options: permits=2 ttl=100ms
 * initial=0}, the initial value last. Of what can't be judged, the second says what the cause has in it: {@code ; because:
 * is completed as another}, and a third one may give options.
 */
class GoldenHistoriesTest {
    private static final Path CORPUS = Path.of("..", "results", "corpus");

    /** Checkers of this module's own packages: transactions' have their own walk. */
    private static final List<String> NAMES = List.of(
            "register",
            "cas-register",
            "multi-register",
            "kv",
            "mutex",
            "reentrant-mutex",
            "fenced-mutex",
            "fencing",
            "lease",
            "semaphore",
            "read-write-mutex",
            "leader-election",
            "linearizable-set",
            "linearizable-counter",
            "fifo-queue",
            "unordered-queue",
            "stack",
            "priority-queue",
            "guarded-set",
            "set",
            "queue",
            "counter",
            "outbox",
            "job",
            "log",
            "bank",
            "long-fork",
            "atomic-commit");

    /** Those that hold what was acknowledged against what was read: {@link WitnessLaw} has a law of its own for them. */
    private static final Set<String> OF_PROMISES = Set.of(
            "guarded-set", "set", "queue", "counter", "outbox", "job", "log", "bank", "long-fork", "atomic-commit");

    @TestFactory
    Stream<DynamicNode> everyVerdictIsTheKnownOne() {
        return NAMES.stream().map(name -> DynamicContainer.dynamicContainer(name, folder(name)));
    }

    private static Stream<DynamicNode> folder(String name) {
        List<DynamicNode> tests = new ArrayList<>();
        for (String verdict : List.of("valid", "invalid")) {
            Path folder = CORPUS.resolve(name).resolve(verdict);
            List<Path> files = list(folder);
            tests.add(DynamicTest.dynamicTest(
                    verdict + " is not empty",
                    () -> assertThat(files).as(folder.toString()).isNotEmpty()));
            for (Path file : files) {
                tests.add(DynamicTest.dynamicTest(
                        verdict + "/" + file.getFileName(), () -> judge(name, file, verdict.equals("valid"))));
            }
        }
        for (Path file : list(CORPUS.resolve(name).resolve("unknown"))) {
            tests.add(DynamicTest.dynamicTest("unknown/" + file.getFileName(), () -> notJudged(name, file)));
        }
        return tests.stream();
    }

    private static void notJudged(String name, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String because = lines.get(1);
        String prefix = "; because: ";
        assertThat(because).startsWith(prefix);
        CheckResult result = Checkers.judge(
                Checkers.named(name, options(lines.get(2))),
                HistoryReader.read(file).history(),
                CheckContext.withTimeLimit(Duration.ofMinutes(1)));
        assertThat(result.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.cause()).contains(because.substring(prefix.length())));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void judge(String name, Path file, boolean valid) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).as("a provenance line").startsWith("; ");
        CheckerOptions options = options(lines.get(1));
        History history = HistoryReader.read(file).history();
        CheckResult result = Checkers.judge(
                Checkers.named(name, options), history, CheckContext.withTimeLimit(Duration.ofMinutes(1)));
        assertThat(result.verdict().isUnknown()).as(result.toString()).isFalse();
        assertThat(result.verdict().isValid()).as(result.toString()).isEqualTo(valid);
        for (Anomaly anomaly : result.verdict().anomaliesOrNone()) {
            assertThat(anomaly.witness()).as(anomaly.explanation()).isNotEmpty();
        }
        if (OF_PROMISES.contains(name)) {
            WitnessLaw.assertShown(file.toString(), Checkers.named(name, options), history);
        } else if (!valid) {
            WitnessLaw.assertKept(file.toString(), Checkers.named(name, options), history, true);
        }
    }

    private static CheckerOptions options(String line) throws IOException {
        CheckerOptions options = CheckerOptions.DEFAULT;
        String prefix = "; options: ";
        if (!line.startsWith(prefix)) {
            return options;
        }
        String rest = line.substring(prefix.length());
        int initial = rest.indexOf("initial=");
        if (initial >= 0) {
            options = options.withInitial(parse(rest.substring(initial + "initial=".length())));
            rest = rest.substring(0, initial);
        }
        for (String option : rest.split(" ", -1)) {
            if (option.startsWith("ttl=")) {
                options = options.withTtl(Duration.ofMillis(Long.parseLong(option.replaceAll("[^0-9]", ""))));
            } else if (option.startsWith("model=")) {
                options = options.withModel(option.substring("model=".length()));
            } else if (option.startsWith("permits=")) {
                options = options.withPermits(Integer.parseInt(option.replaceAll("[^0-9]", "")));
            } else if (option.equals("forbid=duplicates")) {
                options = options.withForbidden(CheckerOption.NO_DUPLICATES);
            } else if (option.equals("forbid=stale-reads")) {
                options = options.withForbidden(CheckerOption.NO_STALE_READS);
            }
        }
        return options;
    }

    private static @Nullable Object parse(String edn) throws IOException {
        byte[] event = ("{:process 0, :type :invoke, :f :x, :value " + edn + "}").getBytes(StandardCharsets.UTF_8);
        return HistoryReader.read(new ByteArrayInputStream(event), Origin.FOREIGN)
                .history()
                .value(0);
    }
}
