/**
 * Transactions: what they are in a history, the levels of isolation that they may promise, and the anomalies that break
 * those promises.
 *
 * <pre>{@code
 * p0 |-- append x 1 ----------|                T1
 * p1    |-- read x [1], append y 2 --|         T2   T1 < T2: T2 read T1's append
 * p2          |-- read y [2], read x [] --|    T3   T2 < T3: T3 read T2's append
 *                                                   T3 < T1: T3 did not see T1's append; a cycle, G-single
 * }</pre>
 *
 * <p>{@link io.ordeal.checker.txn.Transactions Transactions} is a history in columns of ints: transactions, their
 * micro-operations, keys and writes by number. {@link io.ordeal.checker.txn.ConsistencyModel ConsistencyModel} is the
 * lattice of levels, {@link io.ordeal.checker.txn.TransactionAnomaly TransactionAnomaly} what each of them proscribes.
 * The packages below judge: {@code graph} finds cycles of dependencies, {@code append} and {@code register} infer the
 * dependencies of lists and of registers.
 *
 * <p>The laws of these packages:
 *
 * <ul>
 *   <li><b>A dependency is there only if each explanation of the history has it.</b> A transaction that failed had no
 *       effect; of one of unknown outcome only its writes are known, and it counts only where they were seen, and at read
 *       uncommitted, where what was seen may have been given up, not even there.
 *   <li><b>Valid is proved</b>: by an order of the transactions that explains every read, or by the theorem that says
 *       that there is one. Where neither is at hand the verdict is Unknown.
 *   <li><b>Content that makes no sense is refused by its index</b>: a value written twice to a key, a micro-operation
 *       of an unknown kind, a completion that contradicts its invocation.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.txn;

import org.jspecify.annotations.NullMarked;
