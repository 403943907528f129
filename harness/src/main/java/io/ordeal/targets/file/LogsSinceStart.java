package io.ordeal.targets.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where in a log, which goes on over restarts, the node's last start begins. Thread-safe; of any number of runs. */
final class LogsSinceStart {
    private final Map<Path, Long> begins = new ConcurrentHashMap<>();

    /** The node that logs there is about to be started. */
    void begin(Path log) throws IOException {
        begins.put(log.toAbsolutePath(), Files.exists(log) ? Files.size(log) : 0L);
    }

    /** What the node has logged since. */
    String read(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.min(begins.getOrDefault(log.toAbsolutePath(), 0L), file.length());
            byte[] bytes = new byte[(int) Math.min(file.length() - from, Integer.MAX_VALUE - 8)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
