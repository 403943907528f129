package io.ordeal.targets.postgres;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.queue.QueueClient;
import java.util.List;

/** A queue as a table, whose consumers delete a row for good before they have it. */
public final class PostgresQueueDeleteTarget extends PlainTarget {
    public PostgresQueueDeleteTarget() {
        super(
                "postgres-queue-delete",
                "one PostgreSQL; rows deleted by DELETE … RETURNING with FOR UPDATE SKIP LOCKED, a statement that"
                        + " commits by itself",
                new PostgresAlone(List.of(PostgresQueue.CREATE)),
                () -> ClientFactories.of(
                        QueueClient.class, context -> new PostgresQueue(PostgresClients.toOne(context), true)),
                List.of(
                        Expectation.holds("queue", Faults.NONE, "each statement is a transaction"),
                        Expectation.holds("queue-once", Faults.NONE, "each statement is a transaction"),
                        Expectation.mayBreak(
                                "queue",
                                Faults.ALL,
                                "lost",
                                "a statement that is committed and whose answer is lost has deleted what nobody has"),
                        Expectation.mayBreak(
                                "queue-once",
                                Faults.ALL,
                                "lost",
                                "a statement that is committed and whose answer is lost has deleted what nobody has")));
    }
}
