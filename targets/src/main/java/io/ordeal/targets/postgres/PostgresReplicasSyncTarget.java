package io.ordeal.targets.postgres;

/** A primary whose commits wait for a standby, or not, as the client likes, and reads on all. */
public final class PostgresReplicasSyncTarget extends PostgresReplicasTarget {
    public PostgresReplicasSyncTarget() {
        super(
                "postgres-replicas-sync",
                "commits wait for one standby, those of every second client do not",
                PostgresReplicas.Replication.SYNCHRONOUS,
                true);
    }
}
