/**
 * Queues: what a queue's client must be able to do, and how it is put through its trial.
 *
 * <p>{@code queue} enqueues elements, each but once, and dequeues them, by all workers at once. When all is healed, every
 * worker dequeues until it finds nothing more, for as long as that takes, and one asks whether anything is outstanding;
 * if so, they go on. Only then is an element that nobody got lost.
 *
 * <pre>{@code
 * c0  enqueue 1 |ok                        dequeue |fail: empty   drain |ok []
 * c1                 dequeue: takes 1, ... its answer is lost  info          lost: 1
 * }</pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>An element is acknowledged only after its client was told of it</b>: with the next operation of the same client,
 *       {@link io.ordeal.workload.queue.QueueClient#acknowledge}. A client that dies in between has not used it, and a queue
 *       that waits for acknowledgements gives it to another.
 *   <li><b>{@code drain} answers only when nothing is outstanding</b>. Until then it fails, and is tried again.
 * </ul>
 */
@NullMarked
package io.ordeal.workload.queue;

import org.jspecify.annotations.NullMarked;
