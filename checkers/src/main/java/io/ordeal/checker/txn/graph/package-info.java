/**
 * Graphs of dependencies between transactions, and the cycles in them.
 *
 * <p>A {@link io.ordeal.checker.txn.graph.DependencyGraph DependencyGraph} has a node a transaction, in compressed rows.
 * Some orders would need a number of edges that grows with the square of the history: real time, and the readers of a
 * list's last version before the appends that nobody read. They go through auxiliary nodes, so that all is linear:
 *
 * <pre>{@code
 * T1 ──╮            ╭─▶ T3        T1 and T2 are over before T3 and T4 begin: 4 edges through one barrier,
 * T2 ──┴─▶ barrier ─┴─▶ T4        and a chain of barriers through the history
 * }</pre>
 *
 * <p>{@link io.ordeal.checker.txn.graph.CycleSearch CycleSearch} lists the kinds of cycle there are, with the shortest of
 * each kind. The law: <b>a kind is told to be absent only when that is certain</b>, by strongly connected components or
 * by a search that was not cut short.
 *
 * <p>{@link io.ordeal.checker.txn.graph.SnapshotOrder SnapshotOrder} looks for an order of the writes that nobody read under
 * which there are no cycles but with two rw next to each other. Some orders follow from the graph:
 *
 * <pre>{@code
 * T1: r x nil, append y 1    T2: append x 1, append y 2       T1 –rw→ T2: T1 began before T2 committed. Both wrote y, so
 *                                                            that one committed before the other began: it was T1
 * }</pre>
 */
@NullMarked
package io.ordeal.checker.txn.graph;

import org.jspecify.annotations.NullMarked;
