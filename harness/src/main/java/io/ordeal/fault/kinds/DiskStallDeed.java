package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.disk.LoopDisk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Whoever writes waits. A stall that a kill ended has stalled nobody at the end, and shows nothing. */
final class DiskStallDeed extends DiskDeed {
    /** By {@link System#nanoTime}, by node. */
    private final Map<String, Long> since = new LinkedHashMap<>();

    @Override
    public String measure() {
        return "stalled-millis";
    }

    @Override
    void strike(Cluster cluster, String node, LoopDisk disk, SplittableRandom random) throws Exception {
        disk.freeze();
        since.put(node, System.nanoTime());
    }

    /** How long somebody was kept waiting at most: as long as the disk stood still, if a thread waits for it at the end. */
    @Override
    long amount(Cluster cluster, String node, LoopDisk disk) {
        Long began = since.get(node);
        return began == null || !disk.isFrozen() || cluster.waitingForDisk(node) == 0
                ? 0
                : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    @Override
    void undo(Cluster cluster, String node, LoopDisk disk) throws Exception {
        disk.thaw();
    }
}
