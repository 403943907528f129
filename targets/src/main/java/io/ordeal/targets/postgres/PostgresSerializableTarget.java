package io.ordeal.targets.postgres;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One server at its strictest level. */
public final class PostgresSerializableTarget extends PlainTarget {
    /** Clocks too: snapshots are of transactions' numbers, not of times. */
    private static final Set<String> FAULTS =
            Faults.union(List.of(Faults.ALL, Faults.KILL_WORKER, Faults.MEMORY, Faults.DISKS, Faults.CLOCKS));

    private static final String SOURCE =
            "PostgreSQL documentation, 13.2.3 Serializable Isolation Level; Ports and Grittner, Serializable Snapshot"
                    + " Isolation in PostgreSQL, VLDB 2012; on one server, what is acknowledged is in every later snapshot; 28.3 Write-Ahead Logging: what is committed is synced, unless fsync or"
                    + " synchronous_commit are off";

    public PostgresSerializableTarget() {
        super(
                "postgres-serializable",
                "one PostgreSQL at SERIALIZABLE",
                new PostgresAlone(),
                () -> PostgresClients.transactions(Connection.TRANSACTION_SERIALIZABLE),
                Stream.of("list-append", "rw-register", "write-skew", "bank", "long-fork")
                        .map(workload -> Expectation.holds(workload, FAULTS, SOURCE))
                        .toList());
    }
}
