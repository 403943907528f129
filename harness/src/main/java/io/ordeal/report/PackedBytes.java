package io.ordeal.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Bytes for the page: written as they come, compressed, at last one text of base64, which needs no escaping. */
final class PackedBytes {
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 12);
    private final GZIPOutputStream zip;
    private final byte[] buffer = new byte[1 << 13];
    private int used;
    private long written;

    PackedBytes() {
        try {
            zip = new GZIPOutputStream(packed, 1 << 13);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An integer ≥ 0 in base 128, the lowest seven bits first, the high bit set where more follow. */
    void varint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a column holds no negative number: " + value);
        }
        long rest = value;
        while (rest >= 0x80) {
            put((int) rest | 0x80);
            rest >>>= 7;
        }
        put((int) rest);
    }

    void line(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
        put('\n');
    }

    private void put(int b) {
        if (used == buffer.length) {
            flush();
        }
        buffer[used++] = (byte) b;
        written++;
    }

    private void flush() {
        try {
            zip.write(buffer, 0, used);
            used = 0;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Bytes before compression. */
    long size() {
        return written;
    }

    /** Ends it. */
    String base64() {
        try {
            flush();
            zip.close();
            return Base64.getEncoder().encodeToString(packed.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
