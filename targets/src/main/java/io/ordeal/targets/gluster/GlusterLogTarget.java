package io.ordeal.targets.gluster;

import io.ordeal.targets.Expectation;
import java.util.List;

/** Files as logs. */
public final class GlusterLogTarget extends GlusterTarget {
    public GlusterLogTarget() {
        super(
                "gluster-log",
                "GlusterFS, a volume of three replicas; logs as files, each entry appended (O_APPEND) and synced by a mount of"
                        + " each client's own",
                GlusterClients::logs,
                List.of(Expectation.holds("log", GlusterExpectations.TAKEN, GlusterExpectations.MAJORITY)));
    }
}
