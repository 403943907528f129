package io.ordeal.targets.cassandra;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Registers that are read and written at ONE. */
public final class CassandraOneTarget extends PlainTarget {
    public CassandraOneTarget() {
        super(
                "cassandra-one",
                "three nodes of Cassandra; registers as rows, read and written at ONE",
                new CassandraCluster(),
                () -> CassandraClients.registers(Consistency.ONE),
                List.of(Expectation.breaks(
                        "register",
                        Faults.NONE,
                        "nonlinearizable",
                        Duration.ofSeconds(30),
                        CassandraExpectations.TUNABLE)));
    }
}
