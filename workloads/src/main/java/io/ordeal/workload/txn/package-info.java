/**
 * Transactions: what a transactional store must be able to do, and three ways to put it through its trial.
 *
 * <p>{@code list-append} and {@code rw-register} do random transactions of a few micro-operations on a few keys, after
 * Elle (Kingsbury and Alvaro, VLDB 2020): lists tell the order of the appends to them, registers only what was read.
 * {@code write-skew} is after one anomaly: its transactions read two registers and write one of them.
 *
 * <p>The laws of this package: <b>every write is unique</b> on its key, so that a read tells whose write it saw; a key is
 * <b>given up for a fresh one</b> after a number of operations, so that lists stay short and unknown outcomes do not pile
 * up; and a store is known only as {@link io.ordeal.workload.txn.TransactionClient TransactionClient}, a few methods that
 * know no workload.
 *
 * <pre>{@code
 * {:process 0, :type :invoke, :f :txn, :value [[:append 3 7] [:r 4 nil]]}
 * {:process 0, :type :ok,     :f :txn, :value [[:append 3 7] [:r 4 [1 2]]]}
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.txn;

import org.jspecify.annotations.NullMarked;
