package io.ordeal.history.io;

import io.ordeal.history.History;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes whole histories. A recorder, which has one event after the other, uses a {@link HistoryEncoder}.
 *
 * <p>What is written in EDN reads as the same history. What JSON loses {@link Notation#JSON_LINES} tells; a history that
 * came from JSON has strings where Jepsen has keywords, and written in EDN they stay strings (but an event's own keys and
 * its {@code :f} are keywords in EDN always).
 */
public final class HistoryWriter {
    private static final int CHUNK = 1 << 16;

    private HistoryWriter() {}

    /**
     * Writes a history into a file, which it replaces: gzipped if its name ends with {@code .gz}; as JSON lines if it
     * ends, but for that, with {@code .json} or {@code .jsonl}; else in EDN.
     */
    public static void write(History history, Path file) throws IOException {
        write(history, file, List.of());
    }

    /**
     * As {@link #write(History, Path)}, after some lines of comment. JSON lines know none: they are left out.
     *
     * @param comment lines that each begin with a semicolon
     */
    public static void write(History history, Path file, List<String> comment) throws IOException {
        String name = String.valueOf(file.getFileName());
        boolean gzip = name.endsWith(".gz");
        String plain = gzip ? name.substring(0, name.length() - 3) : name;
        Notation notation = plain.endsWith(".json") || plain.endsWith(".jsonl") ? Notation.JSON_LINES : Notation.EDN;
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = gzip ? new GZIPOutputStream(raw, CHUNK) : raw) {
            if (notation == Notation.EDN) {
                for (String line : comment) {
                    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            write(history, out, notation);
        }
    }

    /** Writes a history's lines to a stream; does not close it. */
    public static void write(History history, OutputStream out, Notation notation) throws IOException {
        HistoryEncoder encoder = HistoryEncoder.of(notation);
        for (int i = 0; i < history.size(); i++) {
            encoder.append(history, i);
            if (encoder.length() >= CHUNK) {
                encoder.writeTo(out);
            }
        }
        encoder.writeTo(out);
    }
}
