package io.ordeal.serve;

import io.ordeal.history.History;
import io.ordeal.history.MalformedHistoryException;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import io.ordeal.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Histories, where somebody looks at one run or at two: read one after the other, and only so large ones that this server stays
 * small. What was made of one that has not grown since is kept. Thread-safe.
 */
final class RunHistories {
    /** Of text; compressed it is a tenth of that or less. A minute of 2,000 operations a second has that. */
    private static final long MOST_BYTES = 22L << 20;

    private static final long MOST_COMPRESSED_BYTES = 2L << 20;
    private static final int KEPT = 8;

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(long bytes, String markup) {}

    /**
     * What is made of a run's history; empty if it has none, or one too large, or one that can't be read, such as is being
     * compressed.
     *
     * @param what by which it is told from others that are made of it
     */
    synchronized Optional<String> markup(RunFolder run, String what, Function<History, String> making) {
        String key = run.path() + " " + what;
        Path file = run.historyFile();
        Kept before = kept.remove(key);
        long bytes = size(file);
        if (bytes <= 0 || bytes > most(file)) {
            return Optional.empty();
        }
        Kept now = before;
        if (now == null || now.bytes() != bytes) {
            Optional<History> history = read(file);
            if (history.isEmpty()) {
                return Optional.empty();
            }
            now = new Kept(bytes, making.apply(history.get()));
        }
        kept.put(key, now);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return Optional.of(now.markup());
    }

    /** The history itself, as {@link #markup} reads it. */
    synchronized Optional<History> history(RunFolder run) {
        Path file = run.historyFile();
        return size(file) > 0 && size(file) <= most(file) ? read(file) : Optional.empty();
    }

    private static Optional<History> read(Path file) {
        try {
            return Optional.of(HistoryReader.read(file, Origin.OWN_RUN).history());
        } catch (IOException | MalformedHistoryException notNow) {
            return Optional.empty();
        }
    }

    private static long most(Path file) {
        return file.toString().endsWith(".gz") ? MOST_COMPRESSED_BYTES : MOST_BYTES;
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
