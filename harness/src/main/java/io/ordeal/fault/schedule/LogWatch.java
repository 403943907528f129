package io.ordeal.fault.schedule;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a log grows by. What was there before is passed over; a last line that is not ended yet waits for its
 * end. For one thread.
 */
final class LogWatch {
    /** A server that logs more at once is read in pieces of this many bytes. */
    private static final int MOST_BYTES = 1 << 20;

    private final Path log;
    private long read;
    private byte[] unended = new byte[0];

    /** Begins at the log's end. */
    LogWatch(Path log) {
        this.log = log;
        read = length();
    }

    private long length() {
        try {
            return Files.size(log);
        } catch (IOException none) {
            return 0;
        }
    }

    /** The lines that were ended since this was last asked. A log that has shrunk is read anew. */
    List<String> added() throws IOException {
        long length = length();
        if (length < read) {
            read = 0;
            unended = new byte[0];
        }
        List<String> lines = new ArrayList<>();
        while (read < length) {
            byte[] more = new byte[(int) Math.min(MOST_BYTES, length - read)];
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                file.seek(read);
                file.readFully(more);
            }
            read += more.length;
            split(more, lines);
        }
        return lines;
    }

    private void split(byte[] more, List<String> lines) {
        byte[] bytes = new byte[unended.length + more.length];
        System.arraycopy(unended, 0, bytes, 0, unended.length);
        System.arraycopy(more, 0, bytes, unended.length, more.length);
        int from = 0;
        for (int i = unended.length; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                int end = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
                lines.add(new String(bytes, from, end - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        unended = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    }
}
