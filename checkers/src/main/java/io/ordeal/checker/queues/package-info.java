/**
 * Queues: does everything come out that went in, and nothing else?
 *
 * <pre>{@code
 * p0  enqueue 1 |ok
 * p1              enqueue 2 |ok
 * p2                           dequeue |ok 1
 * p3                                        dequeue: takes 2, killed         info
 * p2                                                          drain |ok []         lost: 2
 * }</pre>
 *
 * <p>A <em>total queue</em> promises that what was acknowledged is delivered to somebody who says so, at least once. In which
 * order is not asked: {@code fifo-queue} does, and {@code unordered-queue} asks for each element once, as one thing after
 * another could have answered.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>A drain that is ok says that nothing is outstanding</b>: what was acknowledged before it began and was never
 *       delivered will never be. It is no longer in the queue, nor in the hands of a consumer from whom the queue would take it
 *       back. A client that can't tell so answers with an error, and the verdict is Unknown.
 *   <li><b>Delivered is what a client was told it got.</b> A dequeue of unknown outcome may have taken an element out, but
 *       delivered none: a queue that forgets what it hands out before it is known to have arrived loses it.
 *   <li><b>Twice is a note</b>, for at-least-once delivery allows it, unless {@code --no-duplicates} asks for each but once.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.queues;

import org.jspecify.annotations.NullMarked;
