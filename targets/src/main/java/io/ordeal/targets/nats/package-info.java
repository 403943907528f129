/**
 * NATS JetStream: three servers, and on them a stream as a log, and buckets of key and value as registers and as a lock.
 *
 * <p>A server tells the others where third ones are, and these connect there by themselves: so each announces one address to
 * all, and what listens there looks whose process it is that comes ({@link
 * io.ordeal.cluster.ServerProgram.Addressing#ANNOUNCED_FROM_ANYWHERE}).
 *
 * <p>Clients speak NATS' protocol by themselves, {@link io.ordeal.targets.nats.NatsConnection}: a request is sent once. What
 * is asked goes to the leader of the stream, wherever that is, by way of the process' own server; only {@code
 * nats-register-direct} lets whichever replica is nearest answer.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A client has one server</b>, its process' own, and never goes over to another.
 *   <li><b>What NATS answers is a failure only if it is the proof</b> that nothing was done: {@link
 *       io.ordeal.targets.nats.NatsError}, every line of it provoked on real servers by its test.
 *   <li><b>Nothing is deleted from a stream that is a log</b>: what is not there is gone.
 * </ul>
 */
@NullMarked
package io.ordeal.targets.nats;

import org.jspecify.annotations.NullMarked;
