package io.ordeal.client.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One side's end of the wire. One thread reads at a time; any may write. */
final class Channel {
    private final BufferedReader in;
    private final OutputStream out;

    Channel(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** The next line; empty if the other side has closed its end. */
    Optional<Map<String, @Nullable Object>> read() throws IOException {
        String line = in.readLine();
        return line == null ? Optional.empty() : Optional.of(Wire.decode(line));
    }

    void write(Map<String, ?> message) throws IOException {
        byte[] line = (Wire.encode(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }
}
