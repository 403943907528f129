package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.disk.LoopDisk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What is done to disks of nodes' own. */
abstract class DiskDeed implements NodeDeed {
    /** For the history, by node. */
    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

    @Override
    public boolean killsFirst() {
        return false;
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return cluster.disk(node).isPresent();
    }

    @Override
    public final void strike(Cluster cluster, String node, SplittableRandom random) throws Exception {
        strike(cluster, node, disk(cluster, node), random);
    }

    abstract void strike(Cluster cluster, String node, LoopDisk disk, SplittableRandom random) throws Exception;

    @Override
    public final long amount(Cluster cluster, String node) throws Exception {
        return amount(cluster, node, disk(cluster, node));
    }

    abstract long amount(Cluster cluster, String node, LoopDisk disk) throws Exception;

    final void tell(String node, String what, Object value) {
        told.computeIfAbsent(node, n -> new LinkedHashMap<>()).put(what, value);
    }

    @Override
    public final Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    @Override
    public final void undo(Cluster cluster, String node) throws Exception {
        undo(cluster, node, disk(cluster, node));
    }

    abstract void undo(Cluster cluster, String node, LoopDisk disk) throws Exception;

    private static LoopDisk disk(Cluster cluster, String node) {
        return cluster.disk(node).orElseThrow();
    }
}
