package io.ordeal.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import io.ordeal.history.Op;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values in texts are EDN, never as Java prints them: of every golden history, and of the same with maps and lists in the
 * place of whole numbers, where these are names, which Java and EDN print each in its own way.
 */
class TextsOfVerdictsTest {
    private static final Path CORPUS = Path.of("..", "results", "corpus");

    /** Whose whole numbers are amounts, tokens or times, or whose names are what the checker computes with. */
    private static final Set<String> OF_NUMBERS =
            Set.of("bank", "linearizable-counter", "priority-queue", "fencing", "fenced-mutex", "lease", "kv", "log");

    /** A map of Java, a list of Java with its commas, or its nothing. */
    private static final Pattern OF_JAVA =
            Pattern.compile("[\\w:\\]}\"]=[\\w:\\[{\"]|\\[[^\\[\\]{}]*[\\w\\]}], [^\\[\\]{}]*\\]|\\bnull\\b");

    @TestFactory
    Stream<DynamicTest> areEdn() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CORPUS)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(100);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(CORPUS.relativize(file).toString(), () -> {
                    String checker = CORPUS.relativize(file).getName(0).toString();
                    History history = HistoryReader.read(file).history();
                    requireEdn(checker, history);
                    if (!OF_NUMBERS.contains(checker)) {
                        requireEdn(checker, withNamesOfTheirOwn(checker, history));
                        requireEdn(checker, withNothing(history));
                    }
                }));
    }

    private static void requireEdn(String checker, History history) {
        CheckerOptions options = CheckerOptions.DEFAULT;
        if (checker.equals("lease")) {
            options = options.withTtl(Duration.ofMillis(100));
        }
        CheckResult result = Checkers.judge(
                Checkers.named(checker, checker.equals("semaphore") ? options.withPermits(2) : options),
                history,
                CheckContext.unlimited().withAll(true));
        List<String> texts = new ArrayList<>(result.notes());
        result.verdict().anomaliesOrNone().forEach(anomaly -> {
            texts.add(anomaly.explanation());
            addTexts(anomaly.details(), texts);
        });
        if (result.verdict() instanceof Verdict.Unknown unknown) {
            texts.add(unknown.cause());
        }
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContainPattern(OF_JAVA));
    }

    private static void addTexts(@Nullable Object detail, List<String> texts) {
        if (detail instanceof String text) {
            texts.add(text);
        } else if (detail instanceof Map<?, ?> map) {
            map.values().forEach(value -> addTexts(value, texts));
        } else if (detail instanceof List<?> list) {
            list.forEach(value -> addTexts(value, texts));
        }
    }

    /** The same history, in which each whole number n is {@code [{:name n} nil]}; of a transaction over registers, its key. */
    private static History withNamesOfTheirOwn(String checker, History history) {
        boolean keysOnly = checker.equals("list-append") || checker.equals("rw-register");
        HistoryBuilder builder = new HistoryBuilder();
        for (Op op : history.ops()) {
            builder.add(new Op(
                    op.index(),
                    op.timeNanos(),
                    op.process(),
                    op.type(),
                    op.f(),
                    checker.equals("atomic-commit") ? withIds(op.value()) : renamed(op.value(), keysOnly),
                    op.error()));
        }
        return builder.build();
    }

    private static @Nullable Object renamed(@Nullable Object value, boolean keysOnly) {
        if (value instanceof Long number) {
            return keysOnly ? value : Arrays.asList(Map.of(Keyword.of("name"), number), null);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> renamed(each, keysOnly)).collect(ArrayList::new, List::add, List::addAll);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> renamed = new LinkedHashMap<>();
            map.forEach((key, each) -> renamed.put(key, renamed(each, keysOnly)));
            return renamed;
        }
        return value;
    }

    private static @Nullable Object withIds(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, @Nullable Object> with = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            boolean ids = Set.of("id", "committed", "prepared")
                    .contains(String.valueOf(key).replace(":", ""));
            with.put(key, ids ? renamed(each, false) : withIds(each));
        });
        return with;
    }

    /** The same, in which the last event's value is no value of its kind: what can't be judged is told in EDN as well. */
    private static History withNothing(History history) {
        HistoryBuilder builder = new HistoryBuilder();
        for (Op op : history.ops()) {
            boolean last = op.index() == history.index(history.size() - 1);
            Object value = last
                    ? Map.of(Keyword.of("a"), Arrays.asList(1L, null), "b", List.of(Keyword.of("c"), 2L))
                    : op.value();
            builder.add(new Op(op.index(), op.timeNanos(), op.process(), op.type(), op.f(), value, op.error()));
        }
        return builder.build();
    }
}
