/**
 * The runner: asks a generator what is to be done, has workers do it, and records what they saw.
 *
 * <p>A {@link io.ordeal.runner.Runner Runner} has a worker for each of its processes and one for the nemesis, each a
 * thread. A worker whose operation's outcome is unknown, because it took too long or failed in a way that proves nothing,
 * goes on as a new process with a new client; the old process is never heard of again. A {@link
 * io.ordeal.runner.Recorder Recorder} writes the events down as they happen.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.create(folder.resolve("history.edn"));
 *         Runner runner = new Runner(RunnerOptions.of(10, Duration.ofSeconds(5), seed), opener, nemesis, freezer, recorder)) {
 *     runner.run(mainPhase);
 *     runner.run(healing);
 *     runner.run(finalReads);
 * }
 * }</pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>The record's order is real time's.</b> An invocation is in the file before its client is called, and a
 *       completion is recorded after the client has returned. Whatever kills the harness, the file tells what happened
 *       until then.
 *   <li><b>Nothing waits for a client</b>: not the others' operations, not the end of the run. A client that does not
 *       come back in time is left behind with its thread.
 *   <li><b>Everything ends with the runner</b>: no thread of it is left, but those that clients hold on to in spite of
 *       being interrupted, and these do not keep the virtual machine alive.
 * </ul>
 */
@NullMarked
package io.ordeal.runner;

import org.jspecify.annotations.NullMarked;
