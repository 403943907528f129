package io.ordeal.targets.gluster;

import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Set;

/** What is expected of GlusterFS, and who says so. */
final class GlusterExpectations {
    /** What it is put through. */
    static final Set<String> TAKEN = Faults.union(List.of(Faults.SYSTEM, Faults.CLIENT_PAUSE));

    static final String MAJORITY =
            "GlusterFS documentation, Split brain and the ways to deal with it: with three replicas and client quorum a change"
                    + " succeeds only where more than half of the bricks have done it";

    private GlusterExpectations() {}
}
