package io.ordeal.targets.cassandra;

import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Set;

/** What is expected of several of Cassandra's targets, and who says so. */
final class CassandraExpectations {
    /** What its nodes take: what is acknowledged was synced before ({@code commitlog_sync: batch}). */
    static final Set<String> TAKEN = Faults.union(List.of(Faults.SYSTEM, Faults.POWER_LOSS, Set.of("disk-stall")));

    static final String PAXOS =
            "Cassandra documentation, Guarantees: lightweight transactions are linearizable, by Paxos; reads at SERIAL see"
                    + " them";

    static final String LAST_WRITE_WINS =
            "Cassandra documentation, Dynamo: of two writes to a cell that with the later timestamp wins, by the clock of"
                    + " the node that coordinates it; all clocks are to be in step";

    static final String TUNABLE =
            "Cassandra documentation, Dynamo: reads see the last write only where the replicas that are read and those"
                    + " that were written overlap";

    private CassandraExpectations() {}
}
