package io.ordeal.targets.gluster;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.LockExpectations;
import java.util.List;

/** A lock as the name of a file. */
public final class GlusterRenameLockTarget extends GlusterTarget {
    private static final String ONE_RENAMES =
            "POSIX, rename: it fails where there is no such file; by its construction nobody else frees it. "
                    + GlusterExpectations.MAJORITY;

    public GlusterRenameLockTarget() {
        super(
                "gluster-rename-lock",
                "GlusterFS, a volume of three replicas; a lock as the name of a file, which has who renames the file that is"
                        + " free; the number in the name is the fencing token, and nothing runs out",
                GlusterClients::renameLocks,
                all(
                        LockExpectations.holds(GlusterExpectations.TAKEN, ONE_RENAMES),
                        List.of(Expectation.holds("fenced-lock", GlusterExpectations.TAKEN, ONE_RENAMES))));
    }
}
