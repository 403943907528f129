/**
 * Serializability, snapshot isolation and prefix consistency of registers: is there an order of the transactions that
 * explains what each of them read?
 *
 * <p>To decide that is NP-complete (Papadimitriou 1979), and polynomial for any fixed number of sessions (Biswas &amp;
 * Enea, OOPSLA 2019). {@link io.ordeal.checker.txn.search.CommitOrderSearch CommitOrderSearch} looks in four steps, each of
 * which may settle it:
 *
 * <ol>
 *   <li>a <b>walk</b> along the acknowledgements ({@link io.ordeal.checker.txn.search.CommitsOnDemand CommitsOnDemand}): each
 *       event goes as late as it can, and what it needs goes before it. It takes milliseconds for a hundred thousand
 *       transactions of a database that keeps its level, and never says no.
 *   <li>a <b>try</b>: to commit in the order in which the clients were told, with few steps back. What a database that
 *       keeps its promise did is most often explained so.
 *   <li>the <b>certain edges</b> ({@link io.ordeal.checker.txn.search.CertainOrder CertainOrder}): of each read of x and
 *       each other write of x, the write is before the one that was read, or after the read. What the edges known so far
 *       rule out makes another edge, until nothing follows any more; a circle is a contradiction that can be told. Where
 *       the order of the file means nothing, the walk is taken once more, along the order that the certain edges make likely
 *       ({@link io.ordeal.checker.txn.search.LikelyOrder LikelyOrder}).
 *   <li>the <b>search</b> ({@link io.ordeal.checker.txn.search.FrontierSearch FrontierSearch}) over sets of transactions
 *       that have committed, which remembers the sets from which there was no way on.
 * </ol>
 *
 * <p>At the levels below serializability a transaction is two events: its reads happen at the first and its writes at the
 * second. At serializability both are one.
 *
 * <pre>{@code
 * T1: r x nil, w y 1     T2: r y nil, w x 1
 * serializable:        T1 before T2, as T2 overwrites what T1 read, and T2 before T1: a circle
 * snapshot isolation:  reads of T1, reads of T2, writes of T1, writes of T2
 * }</pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>Valid has a certificate</b>: the order that was found, which {@link io.ordeal.checker.txn.search.CommitOrder
 *       CommitOrder} replays, sharing nothing with the search, before anything is said.
 *   <li><b>Invalid is proved</b>: by a circle, or by having tried all; sets are compared whole, a hash only finds them.
 *   <li><b>When time or memory is spent the verdict is Unknown</b>, and says how far the search had got.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.txn.search;

import org.jspecify.annotations.NullMarked;
