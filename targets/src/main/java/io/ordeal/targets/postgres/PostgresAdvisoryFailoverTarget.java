package io.ordeal.targets.postgres;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;

/** PostgreSQL's own locks on a primary that can be replaced: standbys know nothing of them. */
public final class PostgresAdvisoryFailoverTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SOURCE =
            "PostgreSQL documentation, 13.3.5 Advisory Locks: they are in the server's shared memory, which is not"
                    + " replicated";

    public PostgresAdvisoryFailoverTarget() {
        super(
                "postgres-advisory-failover",
                "a PostgreSQL primary with two standbys and a monitor that promotes one; advisory locks on whatever is"
                        + " primary",
                new PostgresReplicas(PostgresReplicas.Replication.SYNCHRONOUS),
                () -> ClientFactories.of(
                        LockClient.class,
                        context -> new AdvisoryLock(ReplicaClients.toPrimary(context, AdvisoryLock.WAIT))),
                all(
                        LockExpectations.breaks(Faults.PARTITION_OF_PRIMARY, SOON, SOURCE),
                        LockExpectations.mayBreak(Faults.SYSTEM, SOURCE),
                        LockExpectations.holds(Faults.CLIENT_PAUSE, SOURCE)));
    }
}
