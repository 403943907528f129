package io.ordeal.history.io;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Histories from and to texts in memory. */
final class Texts {
    private Texts() {}

    static ReadHistory read(byte[] bytes, Origin origin) {
        try {
            return HistoryReader.read(new ByteArrayInputStream(bytes), origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReadHistory read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), Origin.FOREIGN);
    }

    /** The events of a text that is read without warnings. */
    static List<Op> ops(String text) {
        ReadHistory read = read(text);
        if (!read.warnings().isEmpty()) {
            throw new AssertionError(read.warnings());
        }
        return read.history().ops();
    }

    static byte[] write(History history, Notation notation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            HistoryWriter.write(history, out, notation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
