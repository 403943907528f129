/**
 * A bank: money is moved between accounts, and is neither made nor lost.
 *
 * <p>The accounts are opened before anything else; then processes move random amounts between two of them, which an
 * account that has too little refuses, and read all balances in one transaction. After Jepsen's {@code jepsen.tests.bank}.
 *
 * <p>The law of this package: <b>a transfer writes what it computed from what it read</b>, so that a store that lets two
 * transfers read the same balance loses one of them.
 *
 * <pre>{@code
 * {:process 0, :type :ok, :f :open,     :value {0 20, 1 20}}
 * {:process 0, :type :ok, :f :transfer, :value {:from 0 :to 1 :amount 5}}
 * {:process 1, :type :ok, :f :read,     :value {0 15, 1 25}}
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.bank;

import org.jspecify.annotations.NullMarked;
