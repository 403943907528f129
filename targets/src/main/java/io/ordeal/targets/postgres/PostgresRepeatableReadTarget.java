package io.ordeal.targets.postgres;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.SnapshotExpectations;
import java.sql.Connection;
import java.util.List;

/** One server at the level that is snapshot isolation. */
public final class PostgresRepeatableReadTarget extends PlainTarget {
    private static final String WRITE_SKEW =
            "Jepsen, PostgreSQL 12.3, 2020, section 3.2: repeatable read is snapshot isolation, which allows G2-item";
    private static final String SNAPSHOT =
            "PostgreSQL documentation, 13.2.2 Repeatable Read Isolation Level: all of a transaction sees one snapshot, and"
                    + " the second of two that update a row fails";

    public PostgresRepeatableReadTarget() {
        super(
                "postgres-repeatable-read",
                "one PostgreSQL at REPEATABLE READ, which is snapshot isolation",
                new PostgresAlone(),
                () -> PostgresClients.transactions(Connection.TRANSACTION_REPEATABLE_READ),
                all(
                        SnapshotExpectations.writeSkew(WRITE_SKEW),
                        SnapshotExpectations.holds(Faults.union(List.of(Faults.ALL, Faults.KILL_WORKER)), SNAPSHOT)));
    }
}
