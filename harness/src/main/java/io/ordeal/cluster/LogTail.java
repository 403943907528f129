package io.ordeal.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a server's log, for messages. */
public final class LogTail {
    private static final int BYTES = 16_384;
    private static final int LINES = 12;
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private LogTail() {}

    /** A clause that names the log and quotes its last lines. */
    public static String describe(Path log) {
        List<String> lines = lines(log);
        if (lines.isEmpty()) {
            return "its log " + log + " is empty";
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        return "its log is " + log + ", whose last lines are\n    " + String.join("\n    ", last);
    }

    /** The last lines that are not blank, without what would colour or move a terminal's text. */
    public static List<String> lastLines(Path log) {
        List<String> lines = lines(log);
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> ANSI.matcher(line).replaceAll(""))
                .map(line -> CONTROL.matcher(line).replaceAll(" "))
                .toList();
    }

    private static List<String> lines(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of("(unreadable: " + e.getMessage() + ")");
        }
    }
}
