/**
 * Locks, semaphores, elections, registers, logs, jobs and transactions inside this JVM: one of each that does it right, and mutants that don't.
 *
 * <p>They need no server and no network, and show in a second that generators, runner and checkers find what is wrong and
 * nothing else. The law of this package: each mutant has <b>one flaw, and names the anomaly it must be caught for</b>; a
 * trial in which it passes is broken.
 *
 * <pre>{@code
 * ./ordeal run --target jvm-lock-two-holders --workload lock --time 2s      exits 1: overlapping-holds
 * }</pre>
 */
@NullMarked
package io.ordeal.targets.jvm;

import org.jspecify.annotations.NullMarked;
