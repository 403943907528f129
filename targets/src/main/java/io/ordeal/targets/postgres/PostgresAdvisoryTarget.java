package io.ordeal.targets.postgres;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;

/** PostgreSQL's own locks on one server. */
public final class PostgresAdvisoryTarget extends PlainTarget {
    private static final String SOURCE =
            "PostgreSQL documentation, 13.3.5 Advisory Locks: held until released or the session ends";
    private static final String SESSION =
            "the same, of the session's end: the server gives the lock to another while the holder has not noticed yet";

    public PostgresAdvisoryTarget() {
        super(
                "postgres-advisory",
                "one PostgreSQL; advisory locks of a session",
                new PostgresAlone(),
                () -> ClientFactories.of(
                        LockClient.class,
                        context -> new AdvisoryLock(PostgresClients.toOne(context, AdvisoryLock.WAIT))),
                all(
                        LockExpectations.holds(Faults.CLIENT_PAUSE, SOURCE),
                        LockExpectations.mayBreak(Faults.SYSTEM, SESSION)));
    }
}
