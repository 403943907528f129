package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.disk.LoopDisk;
import java.util.SplittableRandom;

/** Every write and every fsync fails with EIO. The server lives as long as it takes that. */
final class DiskDeadDeed extends DiskDeed {
    @Override
    public String measure() {
        return "disks-refusing-writes";
    }

    @Override
    void strike(Cluster cluster, String node, LoopDisk disk, SplittableRandom random) throws Exception {
        disk.die();
    }

    @Override
    long amount(Cluster cluster, String node, LoopDisk disk) {
        return disk.refusesWrites() ? 1 : 0;
    }

    /** A server that has files open on the dead disk keeps it from being mounted again. */
    @Override
    void undo(Cluster cluster, String node, LoopDisk disk) throws Exception {
        cluster.kill(node);
        disk.revive();
    }
}
