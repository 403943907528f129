package io.ordeal.targets.ratis;

import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Set;

/** What is expected of several of Ratis' targets, and who says so. */
final class RatisExpectations {
    /** What its servers take: elections run by monotonic clocks, and what is acknowledged was synced by a majority before. */
    static final Set<String> TAKEN = Faults.union(List.of(Faults.SYSTEM, Faults.POWER_LOSS, Set.of("disk-stall")));

    static final String RAFT =
            "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, 2014, 5.4: what a majority has is"
                    + " in the log of every later leader; Ratis syncs its log before it answers"
                    + " (raft.server.log.unsafe-flush.enabled=false)";

    static final String LINEARIZABLE =
            "Ratis documentation, Configurations: raft.server.read.option=LINEARIZABLE uses the ReadIndex of Raft's section"
                    + " 6.4, at followers too";

    private RatisExpectations() {}
}
