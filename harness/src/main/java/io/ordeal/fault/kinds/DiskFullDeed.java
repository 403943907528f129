package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.disk.LoopDisk;
import java.util.SplittableRandom;

/** All room is taken: what a server appends fails with ENOSPC; what it overwrites does not. */
final class DiskFullDeed extends DiskDeed {
    @Override
    public String measure() {
        return "disks-refusing-writes";
    }

    @Override
    void strike(Cluster cluster, String node, LoopDisk disk, SplittableRandom random) throws Exception {
        tell(node, "bytes-taken", disk.fill());
    }

    @Override
    long amount(Cluster cluster, String node, LoopDisk disk) {
        return disk.refusesWrites() ? 1 : 0;
    }

    @Override
    void undo(Cluster cluster, String node, LoopDisk disk) throws Exception {
        disk.makeRoom();
    }
}
