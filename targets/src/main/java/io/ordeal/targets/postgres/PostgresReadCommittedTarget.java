package io.ordeal.targets.postgres;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** One server at its default level, at which each statement sees what was committed before it. */
public final class PostgresReadCommittedTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SOURCE =
            "PostgreSQL documentation, 13.2.1 Read Committed Isolation Level: two successive SELECTs can see different data";

    /** What a transaction may see that reads what is committed at each of its statements. */
    private static final List<String> NOT_REPEATABLE = List.of("G-single", "lost-update", "internal");

    public PostgresReadCommittedTarget() {
        super(
                "postgres-read-committed",
                "one PostgreSQL at READ COMMITTED",
                new PostgresAlone(),
                () -> PostgresClients.transactions(Connection.TRANSACTION_READ_COMMITTED),
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, NOT_REPEATABLE, SOON, SOURCE),
                        Expectation.breaks("rw-register", Faults.NONE, NOT_REPEATABLE, SOON, SOURCE),
                        Expectation.breaks("write-skew", Faults.NONE, NOT_REPEATABLE, SOON, SOURCE),
                        Expectation.breaks("bank", Faults.NONE, Symptoms.MONEY_LOST, SOON, SOURCE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", SOURCE)));
    }
}
