package io.ordeal.fault.kinds;

/** {@code disk-full}: takes all room on a disk, and gives it back when healed. */
public final class DiskFullKind extends DataKind {
    public DiskFullKind() {
        super(
                "disk-full",
                "takes all room on a node's disk, and gives it back when healed; who ended meanwhile is started again",
                true,
                spec -> new DiskFullDeed());
    }
}
