package io.ordeal.fault.kinds;

import io.ordeal.cgroup.MemoryLimit;
import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A node has hardly more memory than it can't give back. It bit if more was needed than there was. */
final class MemoryDeed implements NodeDeed {
    private static final long LEAST_MARGIN = 64 << 10;
    private static final long MOST_MARGIN = 4 << 20;

    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

    @Override
    public boolean killsFirst() {
        return false;
    }

    @Override
    public String measure() {
        return "memory-refusals";
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
        return limit(cluster, node).hits();
    }

    @Override
    public Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    @Override
    public Map<String, Object> toldAtEnd(Cluster cluster, String node) throws IOException {
        return Map.of("processes-killed", limit(cluster, node).killed());
    }

    @Override
    public void undo(Cluster cluster, String node) throws IOException {
        limit(cluster, node).release();
    }
}
