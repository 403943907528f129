package io.ordeal.fault.kinds;

import io.ordeal.cgroup.Controller;
import java.util.Set;

/** {@code disk-slow}: a disk takes few writes a second, and whoever syncs waits for its turn. */
public final class DiskSlowKind extends DataKind {
    public DiskSlowKind() {
        super(
                "disk-slow",
                "a node's disk takes no more than 5 to 50 writes a second; who syncs waits for its turn",
                true,
                spec -> new DiskSlowDeed());
    }

    @Override
    public Set<Controller> controllers() {
        return Set.of(Controller.BLOCK_IO);
    }
}
