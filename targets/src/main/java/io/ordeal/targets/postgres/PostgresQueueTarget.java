package io.ordeal.targets.postgres;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.queue.QueueClient;
import java.util.List;

/** A queue as a table, whose consumers delete a row for good when they are done with it. */
public final class PostgresQueueTarget extends PlainTarget {
    public PostgresQueueTarget() {
        super(
                "postgres-queue",
                "one PostgreSQL; rows taken by FOR UPDATE SKIP LOCKED in a transaction that ends when they are"
                        + " acknowledged",
                new PostgresAlone(List.of(PostgresQueue.CREATE)),
                () -> ClientFactories.of(
                        QueueClient.class, context -> new PostgresQueue(PostgresClients.toOne(context), false)),
                List.of(
                        Expectation.holds(
                                "queue",
                                Faults.ALL,
                                "PostgreSQL documentation, SELECT, The Locking Clause: SKIP LOCKED is to avoid lock"
                                        + " contention with multiple consumers accessing a queue-like table; a transaction"
                                        + " that is not committed leaves the row"),
                        Expectation.holds("queue-once", Faults.NONE, "no consumer ends before it is done"),
                        Expectation.mayBreak(
                                "queue-once",
                                Faults.ALL,
                                "duplicated",
                                "the same: a consumer whose COMMIT is lost was done, and its row is given to"
                                        + " another")));
    }
}
