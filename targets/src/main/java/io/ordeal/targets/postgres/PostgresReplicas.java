package io.ordeal.targets.postgres;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import io.ordeal.targets.sql.KeyTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A primary with two standbys, which replay its log and take reads, and a monitor, on the third one's host, that makes a
 * standby primary when the primary is away:
 *
 * <pre>
 *   n1 primary ──► n2 standby    n3 standby
 *                                m1 monitor
 * </pre>
 */
final class PostgresReplicas implements ClusterDescription {
    static final List<String> SERVERS = List.of("n1", "n2", "n3");
    static final String MONITOR = "m1";

    private static final String FIRST_PRIMARY = "n1";
    private static final String MONITORS_HOST = "n3";
    private static final String TAKES_ITSELF_FOR_PRIMARY = "SELECT NOT pg_is_in_recovery() AND datallowconn"
            + " FROM pg_database WHERE datname = '" + PostgresConnection.DATABASE + "'";

    /** Whom a commit waits for. */
    enum Replication {
        /** Nobody: what was acknowledged may be on the primary alone. */
        ASYNCHRONOUS(""),
        /** One standby that has it on disk, not that it has replayed it. */
        SYNCHRONOUS("ANY 1 (n1, n2, n3)");

        private final String standbyNames;

        Replication(String standbyNames) {
            this.standbyNames = standbyNames;
        }
    }

    private final Replication replication;

    PostgresReplicas(Replication replication) {
        this.replication = replication;
    }

    @Override
    public List<NodeSpec> nodes() {
        return List.of(
                new NodeSpec("n1", server("n1", PostgresServer.primary())),
                new NodeSpec("n2", server("n2", PostgresServer.standbyOf(FIRST_PRIMARY))),
                new NodeSpec("n3", server("n3", PostgresServer.standbyOf(FIRST_PRIMARY))),
                new NodeSpec(MONITOR, new PostgresMonitor(SERVERS)));
    }

    private PostgresServer server(String name, PostgresServer server) {
        return server.withPeers(
                        SERVERS.stream().filter(peer -> !peer.equals(name)).toList())
                .with("wal_keep_size", "512MB")
                .with("synchronous_standby_names", replication.standbyNames);
    }

    /** The monitor last: it would take servers that are not up yet for dead. */
    @Override
    public List<List<String>> startOrder() {
        return List.of(SERVERS, List.of(MONITOR));
    }

    @Override
    public boolean isReady(Cluster cluster, int group) throws SQLException {
        int streaming = PostgresAdmin.ask(
                cluster,
                FIRST_PRIMARY,
                "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'",
                row -> row.getInt(1));
        return streaming == SERVERS.size() - 1;
    }

    @Override
    public boolean isReady(Cluster cluster) throws SQLException {
        PostgresAdmin.execute(cluster, FIRST_PRIMARY, KeyTable.ON_CONFLICT.create());
        for (String server : SERVERS) {
            PostgresAdmin.ask(cluster, server, "SELECT count(*) FROM ordeal", row -> row.getInt(1));
        }
        return true;
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(PostgresReplicas::primaries);
    }

    /**
     * Those that take themselves for primary and clients too, by their own word; two while an old one has not heard of the
     * promotion.
     *
     * @throws IOException none of those that run answers
     */
    private static Set<String> primaries(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(
                SERVERS,
                cluster,
                server -> PostgresAdmin.askOfServer(cluster, server, TAKES_ITSELF_FOR_PRIMARY, row -> row.getBoolean(1))
                        ? Optional.of(server)
                        : Optional.empty());
    }

    @Override
    public List<String> targetsOfFaults() {
        return SERVERS;
    }

    @Override
    public String hostOf(String node) {
        return node.equals(MONITOR) ? MONITORS_HOST : node;
    }
}
