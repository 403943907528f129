package io.ordeal.targets.postgres;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.sql.KeyTable;
import java.sql.SQLException;
import java.util.List;

/** One server, with the table that transactions work on. */
record PostgresAlone(List<String> tables) implements ClusterDescription {
    static final String SERVER = "n1";

    PostgresAlone {
        tables = List.copyOf(tables);
    }

    /** With the table of {@link KeyTable#ON_CONFLICT}. */
    PostgresAlone() {
        this(List.of(KeyTable.ON_CONFLICT.create()));
    }

    @Override
    public List<NodeSpec> nodes() {
        return List.of(new NodeSpec(SERVER, PostgresServer.primary()));
    }

    @Override
    public boolean isReady(Cluster cluster) throws SQLException {
        for (String table : tables) {
            PostgresAdmin.execute(cluster, SERVER, table);
        }
        return true;
    }
}
