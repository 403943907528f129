package io.ordeal.reproduce;

import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines that a run's servers logged in its main phase, with their moments, as far as lines begin with a time of day to
 * the millisecond. Servers and harness may tell it in different zones: whole hours count for nothing.
 */
final class LoggedLines {
    private static final Pattern TIME = Pattern.compile("\\b\\d\\d:(\\d\\d):(\\d\\d)[.,](\\d{3})");
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    /** What the harness logs when the main phase begins. */
    private static final String BEGIN = "the main phase begins";

    /** Where in a line the time is looked for. */
    private static final int HEAD = 60;

    private LoggedLines() {}

    /**
     * A line.
     *
     * @param nanos from when the main phase began
     * @param shape the line without what differs from one to the next of its kind: times, numbers, addresses
     */
    record Line(String node, long nanos, String text, String shape) {}

    /** All, by their times; none if the harness' log does not tell when the main phase began. O(n) in the logs. */
    static List<Line> of(RunFolder folder, Duration length) throws IOException {
        OptionalLong begin = begin(folder.logFile());
        if (begin.isEmpty() || !Files.isDirectory(folder.nodes())) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.nodes(), 3)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                String node = folder.nodes().relativize(file).getName(0).toString();
                read(file, node, begin.getAsLong(), length.toNanos(), lines);
            }
        }
        lines.sort(Comparator.comparingLong(Line::nanos));
        return lines;
    }

    private static void read(Path file, String node, long begin, long length, List<Line> into) throws IOException {
        for (String text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            time(text).ifPresent(at -> {
                long since = Math.floorMod(at - begin, HOUR_NANOS);
                if (since <= length) {
                    into.add(new Line(node, since, text, shape(text)));
                }
            });
        }
    }

    private static OptionalLong begin(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.endsWith(BEGIN))
                    .findFirst()
                    .map(LoggedLines::time)
                    .map(found -> found.isPresent() ? OptionalLong.of(found.get()) : OptionalLong.empty())
                    .orElse(OptionalLong.empty());
        }
    }

    /** Nanoseconds since the hour began. */
    private static Optional<Long> time(String line) {
        Matcher matcher = TIME.matcher(line.substring(0, Math.min(HEAD, line.length())));
        if (!matcher.find()) {
            return Optional.empty();
        }
        long minutes = Long.parseLong(matcher.group(1));
        long seconds = Long.parseLong(matcher.group(2));
        long millis = Long.parseLong(matcher.group(3));
        return Optional.of(((minutes * 60 + seconds) * 1000 + millis) * 1_000_000);
    }

    /** What all lines of its kind have: the longest run of plain words, without digits. */
    static String shape(String text) {
        String longest = "";
        for (String part : text.split("[^A-Za-z ]+", -1)) {
            String words = part.strip();
            longest = words.length() > longest.length() ? words : longest;
        }
        return longest;
    }
}
