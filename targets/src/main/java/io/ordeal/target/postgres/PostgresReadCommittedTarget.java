package io.ordeal.target.postgres;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** One server at its default level, at which each statement sees what was committed before it. */
public final class PostgresReadCommittedTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SOURCE =
            "PostgreSQL documentation, 13.2.1 Read Committed Isolation Level: two successive SELECTs can see different data";

    public PostgresReadCommittedTarget() {
        super(
                "postgres-read-committed",
                "one PostgreSQL at READ COMMITTED",
                new PostgresAlone(),
                () -> PostgresClients.transactions(Connection.TRANSACTION_READ_COMMITTED),
                List.of(
                        Expectation.breaks(
                                "list-append", Faults.NONE, List.of("G-single", "lost-update"), SOON, SOURCE),
                        Expectation.breaks(
                                "rw-register", Faults.NONE, List.of("G-single", "lost-update"), SOON, SOURCE),
                        Expectation.breaks("write-skew", Faults.NONE, "lost-update", SOON, SOURCE),
                        Expectation.breaks("bank", Faults.NONE, "wrong-total", SOON, SOURCE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", SOURCE)));
    }
}
