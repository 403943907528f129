package io.ordeal.targets.hdfs;

import io.ordeal.targets.parts.Faults;
import java.util.Set;

/** What is expected of HDFS, and who says so. */
final class HdfsExpectations {
    /** What its files are put through. */
    static final Set<String> TAKEN = Faults.SYSTEM;

    static final String LEASE =
            "Shvachko and others, The Hadoop Distributed File System, MSST 2010, section II.D: one writer at a time by its"
                    + " lease, what was flushed is seen by readers; HDFS-265 (append, hflush and the recovery of leases and"
                    + " blocks)";

    static final String ONE_CREATES =
            "Hadoop's file system specification, FileSystem.create: without overwrite it fails where the file is, and the check"
                    + " and the creation are one";

    private HdfsExpectations() {}
}
