package io.ordeal.targets.postgres;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.sql.KeyTable;
import java.sql.SQLException;
import java.util.List;

/** One server, with the table that transactions work on. */
final class PostgresAlone implements ClusterDescription {
    static final String SERVER = "n1";

    @Override
    public List<NodeSpec> nodes() {
        return List.of(new NodeSpec(SERVER, PostgresServer.primary()));
    }

    @Override
    public boolean isReady(Cluster cluster) throws SQLException {
        PostgresAdmin.execute(cluster, SERVER, KeyTable.ON_CONFLICT.create());
        return true;
    }
}
