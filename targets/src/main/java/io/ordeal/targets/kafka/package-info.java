/**
 * Apache Kafka: one broker or two, and an application that writes rows and messages to them in transactions; three brokers,
 * and logs that they keep together; one broker, and groups that read a topic as a queue, or whose partition is a lock.
 *
 * <p>A broker tells each client that asks where to connect, and a client follows; so do brokers among themselves, by what
 * their controller tells. So that everybody keeps to its own link, a broker has a listener for each worker and for each
 * broker, which tells it the entrance of its own link:
 *
 * <pre>
 *   c3 ──► entrance of c3→b1, port c3 ──► listener C3: "b1 is at the entrance of c3→b1, port c3, b2 at that of c3→b2"
 *   b2 ──► entrance of b2→b1, port b2 ──► listener B2, which is what b2 looks for, as its inter.broker.listener.name
 * </pre>
 *
 * <p>A controller, too, tells brokers where it is, when they ask who leads: it has a listener for each of them, which is what
 * that one knows as its {@code controller.listener.names}.
 *
 * <p>The broker has a class path of its own, fetched when it is first run ({@link io.ordeal.software}); clients are the
 * harness'.
 *
 * <p>Here a row is a record in one topic, and its message a record in another; both have several partitions, or a
 * broker each, so that a transaction spans them.
 *
 * <p>A lock is the partition of a consumer group ({@link io.ordeal.targets.kafka.KafkaMqLockTarget}): who asks for it stands in
 * line, is told when it has it, and gives it back, as the texts' lock over a message queue has it. A share group, which lends
 * single records, would be nearer to a message that is taken and not acknowledged, and can't be a lock: it passes a record by that
 * came back 25 times at most, lends a hundred records at once at least, and takes no part in transactions, by which one record
 * could be put in another's place.
 *
 * <p>The laws of this package: <b>a transaction whose commit was never asked for has failed</b>, and one whose commit was
 * asked for and not acknowledged is unknown; <b>a topic is read only when no transaction is open in it</b>.
 */
@NullMarked
package io.ordeal.targets.kafka;

import org.jspecify.annotations.NullMarked;
