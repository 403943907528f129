package io.ordeal.targets.cassandra;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Registers that are read and written at QUORUM, of which the last write wins. */
public final class CassandraQuorumTarget extends PlainTarget {
    /** Not seen here without clocks that were made wrong: 3,700 operations, one seed. */
    private static final String SAME_MILLISECOND =
            "reasoning: timestamps are a node's milliseconds and a count; of two writes in one, at two nodes, the later may"
                    + " have the lower count";

    public CassandraQuorumTarget() {
        super(
                "cassandra-quorum",
                "three nodes of Cassandra; registers as rows, read and written at QUORUM: the last write wins",
                new CassandraCluster(),
                () -> CassandraClients.registers(Consistency.QUORUM),
                List.of(
                        Expectation.breaks(
                                "register",
                                Faults.CLOCK_JUMP,
                                "nonlinearizable",
                                Duration.ofSeconds(60),
                                CassandraExpectations.LAST_WRITE_WINS),
                        Expectation.mayBreak(
                                "register",
                                Set.of("clock-skew", "clock-strobe"),
                                "nonlinearizable",
                                CassandraExpectations.LAST_WRITE_WINS),
                        Expectation.mayBreak("register", Faults.NONE, "nonlinearizable", SAME_MILLISECOND)));
    }
}
