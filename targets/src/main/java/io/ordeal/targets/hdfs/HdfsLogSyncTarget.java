package io.ordeal.targets.hdfs;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;
import java.util.Set;

/** Files as logs, each entry synced to the disks of all data nodes. */
public final class HdfsLogSyncTarget extends PlainTarget {
    private static final Set<String> ALL = Faults.union(List.of(HdfsExpectations.TAKEN, Faults.POWER_LOSS));

    public HdfsLogSyncTarget() {
        super(
                "hdfs-log-sync",
                "hdfs-log, but each entry is synced to the disks of all data nodes (hsync)",
                new HdfsCluster(),
                () -> HdfsClients.logs(HadoopFiles.Writer::sync),
                List.of(Expectation.holds(
                        "log",
                        ALL,
                        "Hadoop's file system specification, Syncable.hsync: what is synced is on the disks of all data"
                                + " nodes; HDFS-5042, completed files outlive a loss of power")));
    }
}
