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

    private static final String POSTGRESQL = "postgresql";

    private static final String JEPSEN = "Jepsen, PostgreSQL 12.3, 2020, summary: transactions at SERIALIZABLE could"
            + " occasionally exhibit G2-item; seen here in 3 of 5 runs of 20 s";

    private static final String EMPTY_INDEX =
            "PostgreSQL's bug 17949, fixed in 13.12, 14.9 and 15.4: what was read of an"
                    + " index that is empty may be overlooked; an anomaly was seen here once, at 14.0.0, and not in 40 more runs";

    public PostgresSerializableTarget() {
        super(
                "postgres-serializable",
                "one PostgreSQL at SERIALIZABLE",
                new PostgresAlone(),
                () -> PostgresClients.transactions(Connection.TRANSACTION_SERIALIZABLE),
                all(
                        ofOldVersions(),
                        Stream.of("list-append", "rw-register", "write-skew", "bank", "long-fork")
                                .map(workload -> Expectation.holds(workload, FAULTS, SOURCE))
                                .toList()));
    }

    private static List<Expectation> ofOldVersions() {
        Expectation empty = Expectation.mayBreak("list-append", Faults.NONE, "G2-item", EMPTY_INDEX);
        return List.of(
                Expectation.mayBreak("list-append", Faults.NONE, "G2-item", JEPSEN)
                        .in(POSTGRESQL, "12.0.0..12.3.0"),
                empty.in(POSTGRESQL, "13.0.0..13.11.0"),
                empty.in(POSTGRESQL, "14.0.0..14.8.0"),
                empty.in(POSTGRESQL, "15.0.0..15.3.0"));
    }
}
