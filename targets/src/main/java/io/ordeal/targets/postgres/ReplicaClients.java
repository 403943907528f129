package io.ordeal.targets.postgres;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.sql.KeyTable;
import io.ordeal.targets.sql.SqlConnection;
import io.ordeal.targets.sql.SqlTransactions;
import io.ordeal.workload.txn.TransactionClient;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections of clients that know several servers, as the drivers have it for several hosts: they are tried in turn, the
 * one at home first, and the first is taken that is wanted: any server, or with {@code targetServerType=primary} the first
 * that says that it does not replay.
 */
final class ReplicaClients {
    /** For connecting: several may have to be tried in one operation. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** Commits wait for no standby. */
    private static final String COMMIT_LOCALLY = "-c synchronous_commit=local";

    private ReplicaClients() {}

    /**
     * Transactions that write at SERIALIZABLE on the primary, and those that only read at REPEATABLE READ on the server at
     * home; a standby refuses SERIALIZABLE.
     *
     * @param mixed whether the commits of every second worker wait for no standby
     */
    static ClientFactories transactions(boolean mixed) {
        return ClientFactories.of(TransactionClient.class, context -> {
            String options = mixed && context.worker() % 2 == 1 ? COMMIT_LOCALLY : "";
            SqlConnection writing = toPrimary(context, options).sql();
            SqlConnection reading = toAny(context).sql();
            return new SqlTransactions(
                    writing,
                    Connection.TRANSACTION_SERIALIZABLE,
                    reading,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    KeyTable.ON_CONFLICT);
        });
    }

    /** @param options of the session, as {@code -c name=value} */
    static PostgresConnection toPrimary(ClientContext context, String options) {
        return PostgresConnection.opened(() -> openFirst(context, options, true));
    }

    private static PostgresConnection toAny(ClientContext context) {
        return PostgresConnection.opened(() -> openFirst(context, "", false));
    }

    private static Connection openFirst(ClientContext context, String options, boolean primary) throws DefiniteFailure {
        SQLException last = null;
        for (String server : inOrder(context)) {
            InetSocketAddress address = context.endpoint(server, PostgresServer.PORT);
            try {
                Connection connection =
                        PostgresConnection.open(address, CONNECT_TIMEOUT, PostgresConnection.DATABASE, options);
                if (!primary || isPrimary(connection)) {
                    connection.setNetworkTimeout(Runnable::run, (int)
                            PostgresClients.timeout(context).toMillis());
                    return connection;
                }
                connection.close();
            } catch (SQLException unreachable) {
                last = unreachable;
            }
        }
        throw last == null
                ? new DefiniteFailure("no server is primary, nothing was sent")
                : new DefiniteFailure("no server that is wanted can be reached, nothing was sent", last);
    }

    private static boolean isPrimary(Connection connection) throws SQLException {
        return PostgresAdmin.ask(connection, "SELECT NOT pg_is_in_recovery()", row -> row.getBoolean(1));
    }

    /** The server at home, then the others. */
    private static List<String> inOrder(ClientContext context) {
        List<String> servers = new ArrayList<>(PostgresReplicas.SERVERS);
        int home = context.nodes().indexOf(context.homeNode()) % servers.size();
        java.util.Collections.rotate(servers, -home);
        return servers;
    }
}
