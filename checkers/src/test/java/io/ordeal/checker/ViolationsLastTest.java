package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Where a checker says that a violation lasts, no beginning of a history is Invalid of which a longer one is not. All
 * histories of {@code results/corpus} are cut at many places.
 */
class ViolationsLastTest {
    private static final Path CORPUS = Path.of("..", "results", "corpus");
    private static final int CUTS = 40;

    /** A checker whose violations last must not lose that word unseen: then no run would stop at them. */
    private static final Set<String> LASTING = Set.of(
            "cas-register",
            "counter",
            "queue",
            "fifo-queue",
            "list-append",
            "job",
            "log",
            "rw-register",
            "long-fork",
            "fencing",
            "mutex",
            "fenced-mutex",
            "reentrant-mutex",
            "multi-register",
            "leader-election");

    @TestFactory
    List<DynamicTest> noLongerHistoryIsWithoutThem() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            files.filter(file -> file.getFileName().toString().contains(".edn"))
                    // asks how long a lease is, and says of no violation that it lasts
                    .filter(file -> !file.startsWith(CORPUS.resolve("lease")))
                    .sorted()
                    .forEach(file -> tests.add(
                            DynamicTest.dynamicTest(CORPUS.relativize(file).toString(), () -> cutEverywhere(file))));
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    private static void cutEverywhere(Path file) throws IOException {
        String name = CORPUS.relativize(file).getName(0).toString();
        Checker checker = Checkers.named(name, CheckerOptions.DEFAULT);
        History whole = HistoryReader.read(file).history();
        int invalidAt = -1;
        for (int length : cuts(whole.size())) {
            History soFar = whole.prefix(length);
            boolean lasts = checker.violationsLast(soFar);
            Verdict verdict = Checkers.judge(checker, soFar, CheckContext.withTimeLimit(Duration.ofSeconds(20)))
                    .verdict();
            if (invalidAt >= 0) {
                assertThat(verdict.isInvalid())
                        .as(
                                "%s: the first %s events are invalid, the first %s are %s",
                                file, invalidAt, length, verdict)
                        .isTrue();
            } else if (lasts && verdict.isInvalid()) {
                invalidAt = length;
            }
        }
    }

    /** Every event of short histories, in the order of their lengths; the whole is the last. */
    private static Set<Integer> cuts(int size) {
        Set<Integer> cuts = new TreeSet<>();
        IntStream.rangeClosed(1, CUTS).forEach(i -> cuts.add((int) ((long) size * i / CUTS)));
        IntStream.rangeClosed(Math.max(0, size - CUTS), size).forEach(cuts::add);
        return cuts;
    }

    @Test
    void thoseOfTheseCheckersLast() {
        for (String name : LASTING) {
            Checker checker = Checkers.named(name, CheckerOptions.DEFAULT);
            assertThat(checker.violationsLast(new HistoryBuilder().build()))
                    .as(name)
                    .isTrue();
        }
        assertThat(Checkers.named("guarded-set", CheckerOptions.DEFAULT).violationsLast(new HistoryBuilder().build()))
                .as("the last read alone tells what was lost")
                .isFalse();
        assertThat(Checkers.named("bank", CheckerOptions.DEFAULT).violationsLast(new HistoryBuilder().build()))
                .as("nobody knows yet with what the accounts are opened")
                .isFalse();
        assertThat(Checkers.named("queue", CheckerOptions.DEFAULT)
                        .violationsLast(new HistoryBuilder()
                                .invoke(0, "drain", null)
                                .ok(0, "drain", List.of())
                                .build()))
                .as("what a drain did not find may be delivered yet, as far as a history tells")
                .isFalse();
        assertThat(Checkers.named("outbox", CheckerOptions.DEFAULT).violationsLast(new HistoryBuilder().build()))
                .as("what is not there may come yet")
                .isFalse();
    }
}
