package io.ordeal.targets.cassandra;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import java.util.stream.Stream;

/** Registers that are changed by lightweight transactions, and read at SERIAL. */
public final class CassandraLwtTarget extends PlainTarget {
    public CassandraLwtTarget() {
        super(
                "cassandra-lwt",
                "three nodes of Cassandra; registers as rows, changed by lightweight transactions, read at SERIAL",
                new CassandraCluster(),
                CassandraClients::paxosRegisters,
                Stream.of("register", "cas-register")
                        .map(workload ->
                                Expectation.holds(workload, CassandraExpectations.TAKEN, CassandraExpectations.PAXOS))
                        .toList());
    }
}
