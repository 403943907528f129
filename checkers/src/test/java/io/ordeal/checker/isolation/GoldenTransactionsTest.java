package io.ordeal.checker.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.txn.ConsistencyModel;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The transactional histories with known verdicts in {@code results/corpus}. The first line of each says where it is from;
 * the second may say {@code ; options: model=serializable assume=wfr-keys anomaly=G2-item}, with the anomalies that must
 * be found.
 */
class GoldenTransactionsTest {
    private static final Path CORPUS = Path.of("..", "results", "corpus");

    @TestFactory
    List<DynamicTest> everyVerdictIsTheKnownOne() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String checker : List.of("list-append", "rw-register")) {
            for (String verdict : List.of("valid", "invalid")) {
                try (Stream<Path> files = Files.list(CORPUS.resolve(checker).resolve(verdict))) {
                    List<Path> sorted = files.sorted().toList();
                    assertThat(sorted).as(checker + " " + verdict).isNotEmpty();
                    sorted.forEach(file -> tests.add(DynamicTest.dynamicTest(
                            checker + "/" + verdict + "/" + file.getFileName(),
                            () -> judge(checker, file, verdict.equals("valid")))));
                }
            }
        }
        return tests;
    }

    private static void judge(String checker, Path file, boolean valid) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).as("a provenance line").startsWith("; ");
        CheckerOptions options = CheckerOptions.DEFAULT;
        List<String> anomalies = List.of();
        if (lines.get(1).startsWith("; options: ")) {
            for (String option : lines.get(1).substring("; options: ".length()).split(" ", -1)) {
                String value = option.substring(option.indexOf('=') + 1);
                if (option.startsWith("model=")) {
                    options = options.withModel(value);
                } else if (option.startsWith("assume=")) {
                    options = options.withAssumption(value, true);
                } else {
                    assertThat(option).startsWith("anomaly=");
                    anomalies = List.of(value.split(",", -1));
                }
            }
        }
        CheckResult result = Checkers.judge(
                Checkers.named(checker, options),
                HistoryReader.read(file).history(),
                CheckContext.withTimeLimit(Duration.ofMinutes(1)));
        assertThat(result.verdict().isUnknown()).as(result.toString()).isFalse();
        assertThat(result.verdict().isValid()).as(result.toString()).isEqualTo(valid);
        List<Anomaly> found = result.verdict().anomaliesOrNone();
        assertThat(found.stream().map(Anomaly::type)).as(result.toString()).containsAll(anomalies);
        assertThat(found).allSatisfy(anomaly -> assertThat(anomaly.witness()).isNotEmpty());
        if (!valid) {
            ConsistencyModel judged = ConsistencyModel.named(options.model().orElse("strict-serializable"))
                    .orElseThrow();
            assertThat(result.notes().stream()
                            .filter(note -> note.contains("; not ruled out: "))
                            .flatMap(note -> Arrays.stream(note.split("; not ruled out: ", -1)[1].split(", ", -1)))
                            .flatMap(name -> ConsistencyModel.named(name).stream()))
                    .as("what is broken is ruled out, with all that imply it: " + result.notes())
                    .noneMatch(possible -> possible.implies(judged));
        }
    }
}
