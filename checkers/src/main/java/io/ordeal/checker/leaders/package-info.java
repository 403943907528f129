/**
 * Elections: were there ever two leaders?
 *
 * <pre>{@code
 * p3  campaign |---ok 7|======== leads ========|--leads? no|
 * p5              campaign |----ok 8|==== leads ...                two-leaders: one still believes it
 * p6  campaign |---ok 7|                                           two-leaders-of-one-term: they can't both be right
 * }</pre>
 *
 * <p>A leader is who was told so: a process <em>believes</em> that it leads from the moment at which it is told, to the moment
 * at which it begins to ask again and is told no, or begins to resign. What it does in between it does as the leader. No
 * service can keep two beliefs apart for ever in real time, as a process may be frozen between being told and acting; one that
 * hands out <em>terms</em>, numbers that rise from leader to leader, need not, for whoever obeys leaders can refuse those of
 * an older term.
 *
 * <p>The laws of this package, for the shapes of {@link io.ordeal.checker.leaders.LeaderCheckers LeaderCheckers}:
 *
 * <ul>
 *   <li>A <b>failed</b> operation had no effect: who is not elected is told nothing of a belief that it had, and after a
 *       failed question it believes what it did. A client that can't tell whether it leads answers no.
 *   <li>A question or a resignation <b>of unknown outcome</b> ends a belief when it begins. A process that goes on after it
 *       may have lost the belief that it is told of next, which counts as certain no more.
 *   <li>A <b>claim</b>, an answer that names a term, stands for ever, whoever else is left out of the history.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.leaders;

import org.jspecify.annotations.NullMarked;
