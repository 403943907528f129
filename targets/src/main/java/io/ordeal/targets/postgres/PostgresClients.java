package io.ordeal.targets.postgres;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.sql.KeyTable;
import io.ordeal.targets.sql.SqlTransactions;
import io.ordeal.workload.txn.TransactionClient;
import java.net.InetSocketAddress;
import java.time.Duration;

/** How this package's clients are connected. */
final class PostgresClients {
    private PostgresClients() {}

    /** For each answer: two fifths of an operation's time, so that its outcome is told before that is over. */
    static Duration timeout(ClientContext context) {
        return context.operationTimeout().multipliedBy(2).dividedBy(5);
    }

    /** To the only server. */
    static PostgresConnection toOne(ClientContext context) {
        return toOne(context, "");
    }

    /**
     * To the only server.
     *
     * @param options of the session, as {@code -c name=value}
     */
    static PostgresConnection toOne(ClientContext context, String options) {
        InetSocketAddress address = context.endpoint(context.nodes().get(0), PostgresServer.PORT);
        return PostgresConnection.opened(
                () -> PostgresConnection.open(address, timeout(context), PostgresConnection.DATABASE, options));
    }

    /**
     * Transactions on the only server.
     *
     * @param isolation a constant of {@link java.sql.Connection}
     */
    static ClientFactories transactions(int isolation) {
        return ClientFactories.of(
                TransactionClient.class,
                context -> new SqlTransactions(toOne(context).sql(), isolation, KeyTable.ON_CONFLICT));
    }
}
