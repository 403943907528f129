package io.ordeal.targets.hdfs;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;

/** A lock as a file, which is deleted when it is too old. */
public final class HdfsLockTarget extends PlainTarget {
    static final String DELETED_BY_NAME =
            "by its construction: two who find the same old file both delete what has its name, the second the first's new"
                    + " one";

    public HdfsLockTarget() {
        super(
                "hdfs-lock",
                "HDFS; a lock as a file that only one can make, and that anybody deletes who finds it older than 2 s, as"
                        + " Apache Hudi's locks have it",
                new HdfsCluster(),
                HdfsClients::locks,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(
                                Duration.ofSeconds(60), LockExpectations.LEASE_RUNS_OUT),
                        LockExpectations.mayBreak(HdfsExpectations.TAKEN, DELETED_BY_NAME),
                        LockExpectations.holds(Faults.NONE, HdfsExpectations.ONE_CREATES)));
    }
}
