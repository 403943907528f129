package io.ordeal.targets.gluster;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;

/** Locks of files. */
public final class GlusterLockTarget extends GlusterTarget {
    private static final String CLEANED_UP =
            "GlusterFS, volume option client.strict-locks, off by default: bricks clean up what a client had locked when it is"
                    + " disconnected, and the client opens its files anew without locks; a brick has locks in memory alone";
    private static final String ADVISORY = "POSIX, fcntl: two processes never have exclusive locks of one byte at once";

    public GlusterLockTarget() {
        super(
                "gluster-lock",
                "GlusterFS, a volume of three replicas; a lock as the lock of a file (fcntl), by a mount of each client's own",
                GlusterClients::locks,
                all(
                        LockExpectations.holds(Faults.LATENCY, ADVISORY),
                        LockExpectations.mayBreak(GlusterExpectations.TAKEN, CLEANED_UP)));
    }
}
