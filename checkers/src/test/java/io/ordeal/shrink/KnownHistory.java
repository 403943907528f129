package io.ordeal.shrink;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A history whose verdict is known.
 *
 * @param name of its file, in its folder
 * @param checkerName as --checker takes it
 */
record KnownHistory(String name, String checkerName, CheckerOptions options, Path file) {
    private static final Path CORPUS = Path.of("..", "results", "corpus");
    private static final String OPTIONS = "; options: ";

    Checker checker() {
        return Checkers.named(checkerName, options);
    }

    History read() throws IOException {
        return HistoryReader.read(file).history();
    }

    @Override
    public String toString() {
        return name;
    }

    /** All of {@code results/corpus} that are valid, or invalid. */
    static List<KnownHistory> ofCorpus(String verdict) throws IOException {
        List<KnownHistory> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            for (Path file : files.filter(each -> each.getFileName().toString().contains(".edn"))
                    .filter(each -> each.resolveSibling("").endsWith(verdict))
                    .sorted()
                    .toList()) {
                Path name = CORPUS.relativize(file);
                all.add(new KnownHistory(name.toString(), name.getName(0).toString(), options(file), file));
            }
        }
        return all;
    }

    /** Those of a folder with a {@code verdicts.tsv} that are invalid. */
    static List<KnownHistory> invalidOf(Path folder) throws IOException {
        List<KnownHistory> all = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("verdicts.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            if (columns[3].equals("false")) {
                Path file = folder.resolve(columns[0]);
                all.add(new KnownHistory(columns[0], columns[1], arguments(columns[2]), file));
            }
        }
        return all;
    }

    private static CheckerOptions options(Path file) throws IOException {
        CheckerOptions options = CheckerOptions.DEFAULT;
        String line = Files.readAllLines(file).get(1);
        if (!line.startsWith(OPTIONS)) {
            return options;
        }
        String rest = line.substring(OPTIONS.length());
        int initial = rest.indexOf("initial=");
        if (initial >= 0) {
            options = options.withInitial(edn(rest.substring(initial + "initial=".length())));
            rest = rest.substring(0, initial);
        }
        for (String option : rest.split(" ", -1)) {
            String value = option.substring(option.indexOf('=') + 1);
            options = switch (option.substring(0, Math.max(0, option.indexOf('=')))) {
                case "ttl" -> options.withTtl(Duration.ofMillis(Long.parseLong(value.replaceAll("[^0-9]", ""))));
                case "model" -> options.withModel(value);
                case "permits" -> options.withPermits(Integer.parseInt(value));
                case "assume" -> options.withAssumption(value, true);
                case "forbid" ->
                    options.withForbidden(
                            value.equals("duplicates") ? CheckerOption.NO_DUPLICATES : CheckerOption.NO_STALE_READS);
                default -> options;
            };
        }
        return options;
    }

    /** Of the arguments that the folder's table has: a level, or the initial value. */
    private static CheckerOptions arguments(String column) throws IOException {
        String given = column.trim();
        if (given.startsWith("--model ")) {
            return CheckerOptions.DEFAULT.withModel(given.substring("--model ".length()));
        }
        if (given.startsWith("--initial ")) {
            return CheckerOptions.DEFAULT.withInitial(
                    edn(given.substring("--initial ".length()).replaceAll("^['\"]|['\"]$", "")));
        }
        if (!given.isEmpty()) {
            throw new IOException("unknown arguments: " + given);
        }
        return CheckerOptions.DEFAULT;
    }

    private static @Nullable Object edn(String text) throws IOException {
        byte[] event = ("{:process 0, :type :invoke, :f :x, :value " + text + "}").getBytes(StandardCharsets.UTF_8);
        return HistoryReader.read(new ByteArrayInputStream(event), Origin.FOREIGN)
                .history()
                .value(0);
    }
}
