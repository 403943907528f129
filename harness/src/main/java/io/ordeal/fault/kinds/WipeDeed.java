package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.fault.EmptiedFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

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
        EmptiedFolder emptied = EmptiedFolder.empty(cluster.findData(node).orElseThrow());
        wiped.put(node, emptied.files());
        told.put(node, Map.of("files-wiped", emptied.files(), "bytes-wiped", emptied.bytes()));
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
