/**
 * How a worker of the harness talks to the system under trial.
 *
 * <p>A {@link io.ordeal.client.Client Client} takes an {@link io.ordeal.client.Invocation invocation} and answers with a
 * {@link io.ordeal.client.Completion completion}. It belongs to one process, has its own session and connections, and is
 * never shared. When an operation's outcome is unknown its process is retired: the client is closed, and another is
 * opened for the thread's next process.
 *
 * <p>The law of this package: <b>{@code fail} needs proof of no effect.</b> A client that is sure throws {@link
 * io.ordeal.client.DefiniteFailure DefiniteFailure} (or answers {@code fail}); every other exception, and every time-out,
 * is {@code info}: nobody knows.
 *
 * <p>Everything that a client connects to it gets from its {@link io.ordeal.client.ClientContext ClientContext}: the
 * addresses there lead through this process' own links, which the faults break.
 *
 * <p>A client is an object in the harness' JVM, or a process of its own that can be killed, and written in any language:
 * {@link io.ordeal.client.process} has the lines that pass between them.
 */
@NullMarked
package io.ordeal.client;

import org.jspecify.annotations.NullMarked;
