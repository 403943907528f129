package io.ordeal.targets.sql;

import io.ordeal.workload.txn.Transaction;
import io.ordeal.workload.txn.TransactionClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Transactions at one level of isolation on a {@link KeyTable}, which must be there. */
public final class SqlTransactions implements TransactionClient {
    private final SqlConnection writing;
    private final SqlConnection reading;
    private final int isolation;
    private final int isolationOfReads;
    private final KeyTable table;

    /** @param isolation a constant of {@link Connection} */
    public SqlTransactions(SqlConnection connection, int isolation, KeyTable table) {
        this(connection, isolation, connection, isolation, table);
    }

    /**
     * With transactions that only read on a connection of their own, say to a replica.
     *
     * @param isolation a constant of {@link Connection}
     * @param isolationOfReads that of transactions that only read
     */
    public SqlTransactions(
            SqlConnection writing, int isolation, SqlConnection reading, int isolationOfReads, KeyTable table) {
        this.writing = writing;
        this.reading = reading;
        this.isolation = isolation;
        this.isolationOfReads = isolationOfReads;
        this.table = table;
    }

    @Override
    public <T> T transact(Access access, Work<T> work) throws Exception {
        return access == Access.READ_ONLY
                ? reading.transaction(isolationOfReads, jdbc -> work.run(new Open(jdbc, table)))
                : writing.transaction(isolation, jdbc -> work.run(new Open(jdbc, table)));
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
    }

    /** A transaction on a connection. */
    private record Open(Connection connection, KeyTable table) implements Transaction {
        @Override
        public Optional<String> read(String key) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(table.read())) {
                statement.setString(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        }

        @Override
        public void write(String key, String value) throws SQLException {
            update(table.write(), key, value);
        }

        @Override
        public void append(String key, String element) throws SQLException {
            update(table.append(), key, element, element);
        }

        private void update(String sql, String... parameters) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setString(i + 1, parameters[i]);
                }
                statement.executeUpdate();
            }
        }
    }
}
