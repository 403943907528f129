/**
 * PostgreSQL 18: one server at each of its isolation levels, a primary with replicas, and its advisory locks.
 *
 * <p>{@link io.ordeal.targets.postgres.PostgresServer PostgresServer} is the server as a cluster's node; {@link
 * io.ordeal.targets.postgres.PostgresConnection PostgresConnection} is a process' connection to one, over its own link;
 * {@link io.ordeal.targets.postgres.PostgresError PostgresError} says, in one place, which of the server's answers prove
 * that a transaction had no effect.
 *
 * <p>The law of this package: <b>what failed before COMMIT was sent has failed; after that only the server's word counts,
 * and only the words that are listed.</b> A connection that breaks while a COMMIT is under way tells nothing.
 *
 * <pre>{@code
 * try (PostgresConnection postgres = PostgresConnection.to(context.endpoint("n1", PostgresServer.PORT), timeout)) {
 *   postgres.transaction(Connection.TRANSACTION_SERIALIZABLE, jdbc -> ...);
 * }
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.postgres;

import org.jspecify.annotations.NullMarked;
