/**
 * Read committed, read atomic and causal consistency of registers, decided completely.
 *
 * <p>Where no value is written twice to a register, a history says of each read which transaction wrote what it saw. By
 * Biswas &amp; Enea (OOPSLA 2019) a history keeps a level if its transactions have a <em>commit order</em>, a total
 * order that contains the order of each session (here: process) and each read after its writer, and in which
 *
 * <pre>{@code
 * if   T3 reads x of T1,  and  T2 wrote x as well,  and  T2 is visible to T3
 * then T2 comes before T1
 * }</pre>
 *
 * <p>The levels differ in what is visible. To a read of T3 at read committed: what T3 has read of before. To T3 at read
 * atomic: what it reads of at all, and what its session did before. At causal: what happened before, through any number
 * of sessions and reads. Visibility does not hang on the commit order, so that these rules only add edges, and the history
 * keeps the level if and only if all edges together have no circle: no search, and no case in which nobody knows.
 *
 * <pre>{@code
 * p0 |-- w x 1, w y 1 --|                                   T1
 * p1                      |-- w x 2, w y 2 --|              T2
 * p2                           |-- r x 2, r y 1 --|         T3: T1 before T2 by its read of x,
 * }</pre>
 *
 * and T2 before T1 by that of y: a fractured read, neither read atomic nor (the read of y is the later one) read
 * committed.
 *
 * <p>{@link io.ordeal.checker.txn.weak.WeakIsolation WeakIsolation} judges; {@link io.ordeal.checker.txn.weak.ReadsFrom
 * ReadsFrom} is what of a history it judges. Which of the edges suffice is AWDIT's (M&oslash;ldrup &amp; Pavlogiannis, PLDI
 * 2025). The laws of this package:
 *
 * <ul>
 *   <li><b>Read committed is per read</b>, as Biswas &amp; Enea have it, and stronger than Adya's: a transaction does not
 *       go back behind what it has read. Anomalies that are only against this one are called {@code non-monotonic-read}.
 *   <li><b>An unknown transaction counts if it was read of</b>, and may be left out otherwise: nothing follows from it.
 *   <li><b>All witnesses are circles</b> as short as they get, with the read that forces each edge.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.txn.weak;

import org.jspecify.annotations.NullMarked;
