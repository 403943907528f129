/**
 * Simulated databases: where the histories come from whose verdict is known before a checker sees them.
 *
 * <p>A {@link io.ordeal.checker.txn.simulated.Simulation} steps some clients, in a random order that a seed fixes,
 * through transactions against a store that keeps every version. What it keeps of an {@link
 * io.ordeal.checker.txn.simulated.Isolation} level it keeps by construction, so that each of its histories must be valid
 * at that level; a {@link io.ordeal.checker.txn.simulated.Bug} breaks the level now and then, in one known way, and must
 * be caught for it.
 *
 * <pre>{@code
 * Plan plan = Plan.listAppend(Isolation.SNAPSHOT, 10_000);
 * History history = Simulation.run(plan);
 * History broken = Simulation.run(plan.withBug(Bug.LOST_UPDATE));
 * }</pre>
 *
 * <p>The laws of this package: the same plan gives the same history, on any machine; nothing of the checkers is used,
 * so that they can't be wrong together; an outcome is told as {@code info} whether the transaction took effect, will, or
 * never does.
 */
@NullMarked
package io.ordeal.checker.txn.simulated;

import org.jspecify.annotations.NullMarked;
