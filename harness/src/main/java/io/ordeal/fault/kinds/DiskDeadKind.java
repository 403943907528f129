package io.ordeal.fault.kinds;

/** {@code disk-dead}: every write and fsync fails with EIO; what is under way is written before; the node is started again when healed. */
public final class DiskDeadKind extends DataKind {
    public DiskDeadKind() {
        super(
                "disk-dead",
                "every write and fsync of a node fails with EIO, after those under way; healed, it is started again on a disk that works",
                true,
                spec -> new DiskDeadDeed());
    }
}
