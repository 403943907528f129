/**
 * Apache ActiveMQ Artemis: one broker that keeps its messages through a kill, and clients that speak its core protocol.
 *
 * <p>{@link io.ordeal.targets.artemis.ArtemisServer ArtemisServer} is the broker as a cluster's node; {@link
 * io.ordeal.targets.artemis.ArtemisConnection ArtemisConnection} is a process' connection to it, over its own link; {@link
 * io.ordeal.targets.artemis.ArtemisError ArtemisError} says, in one place, which errors prove that nothing was sent.
 *
 * <p>{@link io.ordeal.targets.artemis.ArtemisMqLockTarget} is the lock of texts that is a message in a queue, {@link
 * io.ordeal.targets.parts.MessageLock}, and {@link io.ordeal.targets.artemis.ArtemisMqLockFencedTarget} the same with tokens.
 *
 * <p>The laws of this package: <b>a send is acknowledged when it is on the broker's disk</b>; and <b>reading the queue
 * takes nothing away</b>, so that an answer that is lost loses no message.
 *
 * <pre>{@code
 * try (ArtemisConnection broker = ArtemisConnection.to(context.endpoint("broker", ArtemisServer.PORT), timeout)) {
 *   broker.send(7);
 *   List<Long> all = broker.browse();
 * }
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.artemis;

import org.jspecify.annotations.NullMarked;
