package io.ordeal.targets.postgres;

/** A primary whose standbys follow as they can, and reads on all. */
public final class PostgresReplicasAsyncTarget extends PostgresReplicasTarget {
    public PostgresReplicasAsyncTarget() {
        super(
                "postgres-replicas-async",
                "commits wait for no standby",
                PostgresReplicas.Replication.ASYNCHRONOUS,
                false);
    }
}
