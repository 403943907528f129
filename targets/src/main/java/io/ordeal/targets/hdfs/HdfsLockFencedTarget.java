package io.ordeal.targets.hdfs;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** {@link HdfsLockTarget} fenced by the number of the file. */
public final class HdfsLockFencedTarget extends PlainTarget {
    private static final Set<String> ALL = Faults.union(List.of(HdfsExpectations.TAKEN, Faults.CLIENT_PAUSE));
    private static final String NUMBERED =
            "HDFS-4334: each file that is made has a number of its own, higher than all before, which the name node's"
                    + " journal keeps";

    public HdfsLockFencedTarget() {
        super(
                "hdfs-lock-fenced",
                "hdfs-lock, with the number that the name node gives each file that is made as fencing token",
                new HdfsCluster(),
                HdfsClients::fencedLocks,
                List.of(
                        Expectation.holds("fenced-lock", ALL, NUMBERED),
                        Expectation.holds("guarded-set", ALL, NUMBERED),
                        Expectation.mayBreak("lock", ALL, "overlapping-holds", HdfsLockTarget.DELETED_BY_NAME),
                        Expectation.holds("lock", Faults.NONE, HdfsExpectations.ONE_CREATES)));
    }
}
