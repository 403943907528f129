package io.ordeal.target.postgres;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** One server at the level that is snapshot isolation. */
public final class PostgresRepeatableReadTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
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
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.breaks("write-skew", Faults.NONE, "G2-item", SOON, WRITE_SKEW),
                        Expectation.mayBreak(
                                "rw-register", Faults.NONE, List.of("G2-item", "no-commit-order"), WRITE_SKEW),
                        Expectation.holds("bank", Faults.SYSTEM, SNAPSHOT),
                        Expectation.holds("long-fork", Faults.SYSTEM, SNAPSHOT)));
    }
}
