package io.ordeal.cgroup;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops all processes of a group at once, those that are being born included, and lets them go on. A signal that comes
 * meanwhile waits; of version 1 even one that kills.
 */
public final class Freezer {
    static final String V1 = "freezer.state";
    static final String V2 = "cgroup.freeze";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ControlGroup group;

    public Freezer(ControlGroup group) {
        this.group = group;
    }

    /** As a history has it: {@code cgroup-v1-freezer}. */
    public String name() {
        return group.isV2() ? "cgroup-v2-freezer" : "cgroup-v1-freezer";
    }

    /**
     * Stops all, and waits until they stand. Idempotent.
     *
     * @throws TimeoutException some do not, as they wait for a disk; all go on
     */
    public void freeze() throws IOException, InterruptedException, TimeoutException {
        boolean done = false;
        try {
            group.write(group.isV2() ? V2 : V1, group.isV2() ? "1" : "FROZEN");
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (!isFrozen()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the processes of " + group.folder() + " did not stop within "
                            + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
                }
                Thread.sleep(1);
            }
            done = true;
        } finally {
            if (!done) {
                thaw();
            }
        }
    }

    /** Whether all stand. */
    public boolean isFrozen() throws IOException {
        return group.isV2()
                ? group.count("cgroup.events", "frozen") == 1
                : group.read(V1).equals("FROZEN");
    }

    /** Lets all go on. Idempotent. */
    public void thaw() throws IOException {
        group.write(group.isV2() ? V2 : V1, group.isV2() ? "0" : "THAWED");
    }
}
