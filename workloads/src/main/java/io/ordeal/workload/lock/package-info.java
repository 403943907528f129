/**
 * Locks: what a lock service must be able to do, and ways to put it through its trial.
 *
 * <p>{@code lock} looks at the holds themselves: two processes that hold one lock at once. {@code fenced-lock} looks at
 * the tokens that come with the grants: they must rise. {@code guarded-set} looks at the harm: each operation adds to a
 * set by reading it and writing it back under the lock; where two do so at once, an update is lost. The set is in the
 * harness, atomic, and out of the faults' reach, so that what is lost is the lock's fault. {@code semaphore} is a lock that
 * two may hold, and a third may not; {@code read-write-lock} one that many may share, and nobody beside whoever has it alone;
 * {@code reentrant-lock} and {@code reentrant-fenced-lock} those that a holder is granted again, and releases as often.
 *
 * <p>A run's time is up in the midst of holds. In the end, when everything is healed, whoever holds a lock gives it back,
 * and each lock is acquired once more: a lock that nobody can get any more is safe, and good for nothing.
 *
 * <p>The laws of this package: a hold is <b>what the process believes</b>, from the moment at which it learns of the
 * grant to the moment at which it begins to give the lock back; and <b>a frozen process is frozen inside its hold</b>,
 * after the grant and before the use.
 *
 * <pre>{@code
 * c0  acquire ├──────┤ok ──────── holds ────────┤ release ├───┤ok
 * c1                       acquire ├──────┤ok ──── holds ────┤ release       two holders at once
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.lock;

import org.jspecify.annotations.NullMarked;
