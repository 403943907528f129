package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.disk.LoopDisk;
import io.ordeal.disk.PowerLoss;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Power is cut: the servers are gone, and with them what was not synced. The disk is in order at once, and waits for the
 * node to be started.
 *
 * <p>A system that syncs all loses nothing by it; that the power was cut is shown by a file of the fault's own, written a
 * moment before and not synced, which is gone.
 */
final class PowerLossDeed extends DiskDeed {
    private final Set<String> cut = new HashSet<>();

    @Override
    public boolean killsFirst() {
        return true;
    }

    @Override
    public String measure() {
        return "powers-cut";
    }

    @Override
    void strike(Cluster cluster, String node, LoopDisk disk, SplittableRandom random) throws Exception {
        PowerLoss loss = disk.losePower();
        if (loss.bit()) {
            cut.add(node);
        }
        tell(node, "files-lost", loss.files());
        tell(node, "bytes-lost", loss.bytes());
    }

    @Override
    long amount(Cluster cluster, String node, LoopDisk disk) {
        return cut.contains(node) ? 1 : 0;
    }

    /** There is nothing to undo but the kill. */
    @Override
    void undo(Cluster cluster, String node, LoopDisk disk) {}
}
