package io.ordeal.fault.kinds;

import io.ordeal.cgroup.MemoryLimit;
import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A node has hardly more memory than it can't give back. It bit if pages of files had to be read again that were taken
 * back, or the kernel killed a process.
 */
final class MemoryDeed implements NodeDeed {
    private static final long LEAST_MARGIN = 4 << 10;
    private static final long MOST_MARGIN = 1 << 20;

    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

    @Override
    public boolean killsFirst() {
        return false;
    }

    @Override
    public String measure() {
        return "memory-shortages";
    }

    @Override
    public String toldAs() {
        return "memory";
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return cluster.memory(node).isPresent();
    }

    @Override
    public void strike(Cluster cluster, String node, SplittableRandom random) throws Exception {
        MemoryLimit memory = limit(cluster, node);
        long used = memory.bytes();
        long margin = SlowLinksKind.drawLogarithmic(LEAST_MARGIN, MOST_MARGIN, random);
        told.put(node, Map.of("bytes-used", used, "bytes-allowed", memory.squeeze(margin)));
    }

    private static MemoryLimit limit(Cluster cluster, String node) {
        return cluster.memory(node).orElseThrow();
    }

    @Override
    public long amount(Cluster cluster, String node) throws IOException {
        MemoryLimit memory = limit(cluster, node);
        return memory.refetched() + memory.killed();
    }

    @Override
    public Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    @Override
    public Map<String, Object> toldAtEnd(Cluster cluster, String node) throws IOException {
        MemoryLimit memory = limit(cluster, node);
        return Map.of("pages-read-again", memory.refetched(), "processes-killed", memory.killed());
    }

    @Override
    public void undo(Cluster cluster, String node) throws IOException {
        limit(cluster, node).release();
    }
}
