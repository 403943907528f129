/**
 * Locks: was a lock ever held by two at once?
 *
 * <pre>{@code
 * p3  acquire |---ok|============ holds ============|release---ok|
 * p5                       acquire |----ok|==== holds ...              overlapping-holds
 * }</pre>
 *
 * <p>Holds are intervals of the history: a hold certainly lasts from the moment at which its holder is told that it has
 * the lock, to the moment at which it begins to give it back. Two such intervals of one lock that overlap prove that it
 * was held twice; and if none do, and each release is by a holder, the history is linearizable: take each acquire at its
 * completion and each release at its invocation. So no search is needed, except where the history leaves open whether
 * its process holds the lock at all ({@link io.ordeal.checker.locks.Holds Holds} says when).
 *
 * <p>The laws of this package, for the shapes of {@link io.ordeal.checker.locks.LockCheckers LockCheckers}:
 *
 * <ul>
 *   <li>A <b>failed acquire</b> was granted nothing; a <b>failed release</b> had no effect: the hold goes on.
 *   <li>An <b>acquire of unknown outcome</b> holds nothing for certain; a <b>release of unknown outcome</b> may have
 *       happened at once: the hold ends at its invocation.
 *   <li><b>{@code session-lost}</b>, which a client records of itself when it is told that its session is gone and
 *       before it stops using the lock, ends its hold at its invocation, as a release does. Such a hold lasted as long
 *       as its own client says: a history in which all ended so, each right after its grant, proves nothing, and is
 *       Unknown.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.locks;

import org.jspecify.annotations.NullMarked;
