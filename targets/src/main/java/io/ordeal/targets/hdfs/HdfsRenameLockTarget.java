package io.ordeal.targets.hdfs;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** A lock as the name of a file. */
public final class HdfsRenameLockTarget extends PlainTarget {
    private static final Set<String> ALL = Faults.union(List.of(HdfsExpectations.TAKEN, Faults.CLIENT_PAUSE));
    private static final String ONE_RENAMES =
            "Hadoop's file system specification, Atomicity: renaming a file is atomic, and fails where there is no such file;"
                    + " by its construction nobody else frees it";

    public HdfsRenameLockTarget() {
        super(
                "hdfs-rename-lock",
                "HDFS; a lock as the name of a file, which has who renames the file that is free; the number in the name is"
                        + " the fencing token, and nothing runs out",
                new HdfsCluster(),
                HdfsClients::renameLocks,
                all(
                        LockExpectations.holds(ALL, ONE_RENAMES),
                        List.of(Expectation.holds("fenced-lock", ALL, ONE_RENAMES))));
    }
}
