package io.ordeal.targets.postgres;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** A primary and two standbys, with reads on all: whatever commits wait for, a standby shows what was, not what is. */
abstract class PostgresReplicasTarget extends PlainTarget {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STALE =
            "PostgreSQL documentation, 26.4 Hot Standby: what a standby shows is behind the primary";
    private static final String LONG_FORK =
            "Jepsen, Amazon RDS for PostgreSQL 17.4, 2025, section 3: transactions become visible in another order on a"
                    + " replica than on the primary";

    /** What is read on a standby may be old, and two standbys may have two writes in another order. */
    private static final List<String> STALE_OR_FORKED = List.of("G-single-realtime", "G-nonadjacent");

    private static final String READS_ON_ALL =
            "; reads on the server at home at REPEATABLE READ, writes at SERIALIZABLE";

    /**
     * @param commits what they wait for, in words
     * @param mixed whether every second client's wait for nobody
     */
    PostgresReplicasTarget(String name, String commits, PostgresReplicas.Replication replication, boolean mixed) {
        super(
                name,
                "a PostgreSQL primary with two standbys and a monitor that promotes one; " + commits + READS_ON_ALL,
                new PostgresReplicas(replication),
                () -> ReplicaClients.transactions(mixed),
                List.of(
                        Expectation.breaks("list-append", Faults.NONE, STALE_OR_FORKED, SOON, STALE),
                        Expectation.mayBreak(
                                "rw-register",
                                Faults.NONE,
                                List.of("G-single-realtime", "G-nonadjacent", "no-commit-order"),
                                STALE),
                        Expectation.mayBreak("write-skew", Faults.NONE, STALE_OR_FORKED, STALE),
                        Expectation.mayBreak("bank", Faults.NONE, "wrong-balance", STALE),
                        Expectation.mayBreak("long-fork", Faults.NONE, "long-fork", LONG_FORK)));
    }
}
