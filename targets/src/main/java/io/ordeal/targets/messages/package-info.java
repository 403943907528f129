/**
 * Rows and messages: an application that stores a row in PostgreSQL and tells of it by a message through Artemis or
 * RabbitMQ, in the ways in which texts and practice have it.
 *
 * <pre>
 *   dual-write            commit the row ── then send the message       two systems, two writes: killed between them
 *   send-first            send the message ── then commit the row       likewise, the other way round
 *   transactional-outbox  commit the row and a note of the message in one transaction; a relay sends what is noted,
 *                         then removes the note
 * </pre>
 *
 * <p>The applications are processes of their own, so that they can be killed for real at any {@linkplain
 * io.ordeal.client.ClientContext#step step}; the relay is a node of the cluster, with links of its own, and is killed,
 * paused and cut off as the others are.
 *
 * <p>The laws of this package: <b>once the row is committed, or the message sent, nothing that goes wrong is a proof of
 * no effect</b>; and <b>rows and messages are told only when nothing is outstanding</b>: no transaction in doubt, no note
 * that waits for the relay.
 */
@NullMarked
package io.ordeal.targets.messages;

import org.jspecify.annotations.NullMarked;
