package io.ordeal.client.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One side's end of the wire. One thread reads at a time; any may write. */
final class Channel {
    private final InputStream in;
    private final OutputStream out;

    Channel(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in, 1 << 13);
        this.out = out;
    }

    /**
     * The next line; empty if the other side has closed its end.
     *
     * @throws WireException what was read is no line of the wire; nothing more can be read
     */
    Optional<Map<String, @Nullable Object>> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == Wire.LONGEST_LINE) {
                throw new WireException(
                        "a line longer than " + (Wire.LONGEST_LINE >> 20) + " MiB",
                        line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
        }
        try {
            return Optional.of(Wire.decode(text(line.toByteArray())));
        } catch (WireException malformed) {
            if (next < 0) {
                // it was ended while it wrote
                return Optional.empty();
            }
            throw malformed;
        }
    }

    private static String text(byte[] line) throws WireException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new WireException("what is no UTF-8", new String(line, StandardCharsets.UTF_8));
        }
    }

    void write(Map<String, ?> message) throws IOException {
        byte[] line = (Wire.encode(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }
}
