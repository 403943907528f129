package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The file that a dead node wrote last is damaged: as a write is that was cut short, or a medium that lies.
 *
 * <p>What a server then starts with it may well refuse to start with: then the node stays down, and the run is told so.
 */
final class CorruptFilesDeed implements NodeDeed {
    static final String TORN = "torn";
    static final String FLIP = "flip";

    /** A write that was cut short lacks less than a page. */
    private static final int MOST_TORN = 4096;

    private static final int BYTE = 256;

    private final String mode;
    private final Map<String, Long> amounts = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

    /** @param mode torn or flip */
    CorruptFilesDeed(String mode) {
        this.mode = mode;
    }

    @Override
    public boolean killsFirst() {
        return true;
    }

    @Override
    public String measure() {
        return mode.equals(FLIP) ? "bytes-flipped" : "bytes-torn";
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return keepsFiles(cluster, node);
    }

    /** Whether a node keeps files that the harness gets at. */
    static boolean keepsFiles(Cluster cluster, String node) {
        return cluster.findData(node).isPresent()
                && cluster.description().nodes().stream()
                        .anyMatch(spec ->
                                spec.name().equals(node) && spec.program().keepsData());
    }

    @Override
    public void strike(Cluster cluster, String node, SplittableRandom random) throws Exception {
        Path data = cluster.findData(node).orElseThrow();
        Optional<Path> file = lastWritten(data);
        if (file.isEmpty()) {
            told.put(node, Map.of("skipped", "there is no file with anything in it"));
            return;
        }
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("file", data.relativize(file.get()).toString());
        try (RandomAccessFile open = new RandomAccessFile(file.get().toFile(), "rw")) {
            here.put("bytes-before", open.length());
            if (mode.equals(FLIP)) {
                flip(open, random, here);
                amounts.put(node, 1L);
            } else {
                long torn = 1 + random.nextLong(Math.min(MOST_TORN, open.length()));
                open.setLength(open.length() - torn);
                here.put("bytes-torn", torn);
                amounts.put(node, torn);
            }
        }
        told.put(node, here);
    }

    private static void flip(RandomAccessFile file, SplittableRandom random, Map<String, Object> here)
            throws IOException {
        long at = random.nextLong(file.length());
        file.seek(at);
        int was = file.read();
        int is = was ^ (1 + random.nextInt(BYTE - 1));
        file.seek(at);
        file.write(is);
        here.put("at", at);
        here.put("was", was);
        here.put("is", is);
    }

    /** The one with anything in it that was written last; of several the first by name. */
    private static Optional<Path> lastWritten(Path data) throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .max(Comparator.comparing(CorruptFilesDeed::written));
        } catch (UncheckedIOException e) {
            throw new IOException("can't read what is in " + data, e.getCause());
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long amount(Cluster cluster, String node) {
        return amounts.getOrDefault(node, 0L);
    }

    @Override
    public Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    /** What was damaged stays damaged. */
    @Override
    public void undo(Cluster cluster, String node) {}
}
