package io.ordeal.targets.cache;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.targets.postgres.PostgresAdmin;
import io.ordeal.targets.postgres.PostgresConnection;
import io.ordeal.targets.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;

/**
 * A PostgreSQL server, and a cache before it that keeps nothing.
 *
 * @param cache the cache's server
 */
record CachedDatabase(ServerProgram cache) implements ClusterDescription {
    static final String DATABASE = "db";
    static final String CACHE = "cache";

    @Override
    public List<NodeSpec> nodes() {
        return List.of(new NodeSpec(DATABASE, PostgresServer.primary()), new NodeSpec(CACHE, cache));
    }

    @Override
    public boolean isReady(Cluster cluster) throws SQLException {
        PostgresAdmin.execute(cluster, DATABASE, RegisterTable.CREATE);
        return true;
    }

    /** The registers, over a client's own link. */
    static RegisterTable table(ClientContext context) {
        return new RegisterTable(PostgresConnection.to(
                context.endpoint(DATABASE, PostgresServer.PORT),
                context.operationTimeout().multipliedBy(2).dividedBy(5)));
    }
}
