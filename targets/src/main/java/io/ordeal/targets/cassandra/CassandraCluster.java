package io.ordeal.targets.cassandra;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Three nodes of Cassandra, each with all that is kept; none of them is more than another. */
final class CassandraCluster implements ClusterDescription {
    static final List<String> NODES = List.of("n1", "n2", "n3");

    static final String REGISTERS = "ordeal.registers";
    static final String LOCKS = "ordeal.locks";

    private static final List<String> SCHEMA = List.of(
            "CREATE KEYSPACE IF NOT EXISTS ordeal WITH replication ="
                    + " {'class': 'SimpleStrategy', 'replication_factor': 3}",
            "CREATE TABLE IF NOT EXISTS " + REGISTERS + " (name text PRIMARY KEY, value bigint)",
            "CREATE TABLE IF NOT EXISTS " + LOCKS + " (name text PRIMARY KEY, holder text)");

    private static final int TABLES = 2;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofMinutes(3);

    @Override
    public List<NodeSpec> nodes() {
        return NODES.stream()
                .map(name -> new NodeSpec(name, new CassandraServer()))
                .toList();
    }

    /** A JVM that loads some seven thousand classes takes its time on a busy machine. */
    @Override
    public Duration readyWithin() {
        return READY;
    }

    @Override
    public Map<String, String> refusedFaults() {
        return Map.of(
                "wipe",
                "a node that comes back empty at the address of one that is still known is not let in again by"
                        + " Cassandra, unless an operator says that it replaces the former one");
    }

    /** Whether each node knows the others, and what is written at each all of them take. Makes the tables. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException, CqlException {
        for (String node : NODES) {
            try (CqlConnection cql = connect(cluster, node)) {
                if (count(cql, "SELECT peer FROM system.peers_v2") < NODES.size() - 1) {
                    return false;
                }
            }
        }
        for (String node : NODES) {
            try (CqlConnection cql = connect(cluster, node)) {
                if (count(cql, "SELECT table_name FROM system_schema.tables WHERE keyspace_name = 'ordeal'") < TABLES) {
                    make(cql);
                    return false;
                }
                CqlRows unused = cql.execute(CassandraRegister.update("ready", 1), Consistency.ALL);
            }
        }
        return true;
    }

    private static int count(CqlConnection cql, String query) throws IOException, CqlException {
        return cql.execute(query, Consistency.ONE).rows().size();
    }

    private static void make(CqlConnection cql) throws IOException, CqlException {
        for (String statement : SCHEMA) {
            CqlRows unused = cql.execute(statement, Consistency.ONE);
        }
    }

    /** A connection of the harness', round the proxies. */
    static CqlConnection connect(Cluster cluster, String node) throws IOException, CqlException {
        return CqlConnection.open(cluster.direct(node, CassandraServer.CLIENT_PORT), LIMIT, LIMIT);
    }
}
