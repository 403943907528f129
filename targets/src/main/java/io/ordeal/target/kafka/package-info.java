/**
 * Apache Kafka: one broker, and an application that writes rows and messages to it in transactions.
 *
 * <p>A broker tells each client that asks where to connect, and a client follows. So that every worker keeps to its own
 * link, the broker has a listener for each worker, which tells it the entrance of that worker's link:
 *
 * <pre>
 *   c3 ──► entrance of c3→kafka, port c3 ──► listener C3: "the broker is at the entrance of c3→kafka, port c3"
 * </pre>
 *
 * <p>Here a row is a record in one topic, and its message a record in another; both have several partitions, so that a
 * transaction spans them.
 *
 * <p>The laws of this package: <b>a transaction whose commit was never asked for has failed</b>, and one whose commit was
 * asked for and not acknowledged is unknown; <b>a topic is read only when no transaction is open in it</b>.
 */
@NullMarked
package io.ordeal.target.kafka;

import org.jspecify.annotations.NullMarked;
