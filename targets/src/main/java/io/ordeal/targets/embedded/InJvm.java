package io.ordeal.targets.embedded;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.sql.KeyTable;
import io.ordeal.targets.sql.SqlConnection;
import io.ordeal.targets.sql.SqlTransactions;
import io.ordeal.workload.txn.TransactionClient;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database inside this JVM, of one run.
 *
 * <p>A database in memory is gone with its last connection: the first one is kept for as long as the run's clients can be
 * opened.
 */
final class InJvm {
    private final SqlConnection.Opener opener;
    private final Connection first;
    private final KeyTable table;

    private InJvm(SqlConnection.Opener opener, Connection first, KeyTable table) {
        this.opener = opener;
        this.first = first;
        this.table = table;
    }

    /** The clients of a database that has just been made. */
    static ClientFactories clients(SqlConnection.Opener opener, KeyTable table) {
        try {
            Connection first = opener.open();
            table.createOn(first);
            InJvm database = new InJvm(opener, first, table);
            return ClientFactories.of(TransactionClient.class, context -> database.client());
        } catch (Exception e) {
            throw new IllegalStateException("the database can't be made: " + e.getMessage(), e);
        }
    }

    private SqlTransactions client() throws SQLException {
        if (first.isClosed()) {
            throw new SQLException("the database's first connection is closed, and it with it");
        }
        SqlConnection connection = SqlConnection.inThisJvm(opener, EmbeddedError::atCommit);
        return new SqlTransactions(connection, Connection.TRANSACTION_SERIALIZABLE, table);
    }
}
