package io.ordeal.targets.twophase;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.postgres.PostgresAdmin;
import io.ordeal.targets.postgres.PostgresServer;
import io.ordeal.workload.transfer.Transfer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL servers that know nothing of each other: {@code a} and {@code b}, which keep accounts, and perhaps a journal
 * that takes part in every transfer and refuses none.
 *
 * @param nodes the servers
 */
record Databases(List<NodeSpec> nodes) implements ClusterDescription {
    static final String JOURNAL = "journal";

    static Databases withoutJournal() {
        return of(Transfer.DATABASES);
    }

    static Databases withJournal() {
        List<String> names = new ArrayList<>(Transfer.DATABASES);
        names.add(JOURNAL);
        return of(names);
    }

    private static Databases of(List<String> names) {
        return new Databases(names.stream()
                .map(name -> new NodeSpec(name, PostgresServer.primary()))
                .toList());
    }

    /** Opens the accounts; asked once, as it says yes. */
    @Override
    public boolean isReady(Cluster cluster) throws SQLException {
        for (NodeSpec node : nodes) {
            PostgresAdmin.execute(
                    cluster,
                    node.name(),
                    "CREATE TABLE IF NOT EXISTS done (id bigint PRIMARY KEY)",
                    "CREATE TABLE IF NOT EXISTS account"
                            + " (number int PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0))");
            if (!node.name().equals(JOURNAL)) {
                PostgresAdmin.execute(
                        cluster,
                        node.name(),
                        "INSERT INTO account SELECT number, " + Transfer.OPENING_BALANCE + " FROM generate_series(0, "
                                + (Transfer.ACCOUNTS - 1) + ") number ON CONFLICT DO NOTHING");
            }
        }
        return true;
    }
}
