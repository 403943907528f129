/**
 * Two-phase commit over PostgreSQL servers, by coordinators that are processes of their own and can be killed between any
 * two steps.
 *
 * <pre>
 *   c0 (a coordinator)        a                  b
 *     │── UPDATE, INSERT ────►│                  │
 *     │── PREPARE ───────────►│ yes              │        killed here: nobody has anything
 *     │── UPDATE, INSERT, PREPARE ──────────────►│ yes    here: both are in doubt, until recovery
 *     │ log: commit 17        │                  │        here: in doubt; by the log it is decided
 *     │── COMMIT PREPARED ───►│ done             │        here: a has it, and b is in doubt
 *     │── COMMIT PREPARED ──────────────────────►│ done
 * </pre>
 *
 * <p>Each worker's process is a coordinator, and the next process of that worker is the same coordinator, started again:
 * what it finds in its folder is all that it remembers. Three of them are as introductory texts have them: one forgets all
 * when it dies ({@code 2pc-naive}), one takes a majority's yes for everybody's ({@code 2pc-majority}), and one takes the
 * first participant's success for all ({@code 2pc-any}). Two do it right: {@code 2pc-logged} by a log of decisions,
 * presumed abort and recovery, {@code xa-narayana} by a transaction manager of the trade.
 *
 * <p>The law of this package: <b>a participant's yes is kept by PostgreSQL itself</b>, by {@code PREPARE TRANSACTION},
 * which survives kill -9; whatever is half done is the coordinator's doing.
 */
@NullMarked
package io.ordeal.targets.twophase;

import org.jspecify.annotations.NullMarked;
