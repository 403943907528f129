/**
 * What all targets that speak SQL have in common: a process' connection, and {@link
 * io.ordeal.workload.txn.TransactionClient transactions} on one table of texts by key.
 *
 * <p>The law of this package: <b>what failed before COMMIT was sent has failed; after that only the server's word
 * counts</b>, and which of its words are proofs the database's own package says, in one place ({@link
 * io.ordeal.targets.sql.SqlErrors}).
 *
 * <pre>{@code
 * SqlConnection connection = new SqlConnection(() -> open(address), MyError::atCommit);
 * TransactionClient client = new SqlTransactions(connection, Connection.TRANSACTION_SERIALIZABLE, MY_TABLE);
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.sql;

import org.jspecify.annotations.NullMarked;
