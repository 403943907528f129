package io.ordeal.target.postgres;

import io.ordeal.client.ClientContext;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.sql.KeyTable;
import io.ordeal.target.sql.SqlTransactions;
import io.ordeal.workload.txn.TransactionClient;
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
        return PostgresConnection.to(context.endpoint(context.nodes().get(0), PostgresServer.PORT), timeout(context));
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
