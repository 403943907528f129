package io.ordeal.target.postgres;

import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A primary whose standbys follow as they can, and reads on all. */
public final class PostgresReplicasAsyncTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STALE =
            "PostgreSQL documentation, 26.4 Hot Standby: what a standby shows is behind the primary";
    private static final String LONG_FORK =
            "Jepsen, Amazon RDS for PostgreSQL 17.4, 2025, section 3: transactions become visible in another order on a"
                    + " replica than on the primary";

    public PostgresReplicasAsyncTarget() {
        super(
                "postgres-replicas-async",
                "a PostgreSQL primary with two standbys and a monitor that promotes one; commits wait for no standby;"
                        + " reads on the server at home at REPEATABLE READ, writes at SERIALIZABLE",
                new PostgresReplicas(PostgresReplicas.Replication.ASYNCHRONOUS),
                () -> ReplicaClients.transactions(false),
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, "G-single-realtime", SOON, STALE),
                        Expectation.mayBreak(
                                "rw-register", Faults.NONE, List.of("G-single-realtime", "no-commit-order"), STALE),
                        Expectation.mayBreak("write-skew", Faults.NONE, "G-single-realtime", STALE),
                        Expectation.mayBreak("bank", Faults.NONE, "wrong-balance", STALE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", LONG_FORK)));
    }
}
