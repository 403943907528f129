package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * All that a dead node has on disk is gone, as on a machine that was set up anew. What a target lays down before each first
 * start, such as ZooKeeper's {@code myid}, is laid down again; what it was told by configuration it still is.
 */
final class WipeDeed implements NodeDeed {
    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();
    private final Map<String, Long> wiped = new LinkedHashMap<>();

    @Override
    public boolean killsFirst() {
        return true;
    }

    @Override
    public String measure() {
        return "files-wiped";
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return CorruptFilesDeed.keepsFiles(cluster, node);
    }

    @Override
    public void strike(Cluster cluster, String node, SplittableRandom random) throws Exception {
        wiped.remove(node);
        told.remove(node);
        Path data = cluster.findData(node).orElseThrow();
        long files = 0;
        long bytes = 0;
        try (Stream<Path> walk = Files.walk(data)) {
            // the folder itself may be where a disk is mounted
            List<Path> all = walk.filter(path -> !path.equals(data))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : all) {
                if (Files.isRegularFile(path)) {
                    files++;
                    bytes += Files.size(path);
                }
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("can't read what is in " + data, e.getCause());
        }
        wiped.put(node, files);
        told.put(node, Map.of("files-wiped", files, "bytes-wiped", bytes));
    }

    @Override
    public long amount(Cluster cluster, String node) {
        return wiped.getOrDefault(node, 0L);
    }

    @Override
    public Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    /** What is gone stays gone: the system may have it elsewhere. */
    @Override
    public void undo(Cluster cluster, String node) {}
}
