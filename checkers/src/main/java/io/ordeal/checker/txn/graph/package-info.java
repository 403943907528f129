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
 */
@NullMarked
package io.ordeal.checker.txn.graph;

import org.jspecify.annotations.NullMarked;
