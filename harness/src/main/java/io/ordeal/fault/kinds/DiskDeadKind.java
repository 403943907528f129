package io.ordeal.fault.kinds;

/** {@code disk-dead}: every write and fsync fails with EIO; the node is started again, with what was synced, when healed. */
public final class DiskDeadKind extends DataKind {
    public DiskDeadKind() {
        super(
                "disk-dead",
                "every write and fsync of a node fails with EIO, and what was not synced is gone; healed, it is started again on a disk that works",
                true,
                spec -> new DiskDeadDeed());
    }
}
