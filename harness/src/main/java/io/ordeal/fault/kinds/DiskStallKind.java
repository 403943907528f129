package io.ordeal.fault.kinds;

/** {@code disk-stall}: whoever writes to a disk waits, until it is healed or the node is killed. */
public final class DiskStallKind extends DataKind {
    public DiskStallKind() {
        super(
                "disk-stall",
                "whoever writes to a node's disk waits, until healed or killed",
                true,
                spec -> new DiskStallDeed());
    }
}
