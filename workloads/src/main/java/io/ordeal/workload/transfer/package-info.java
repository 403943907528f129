/**
 * Transfers between two databases: atomic commit, tried with money.
 *
 * <p>Each transfer takes an amount from an account of one database and adds it to an account of the other. Some must be
 * refused: the account has too little, so that the one that is debited says no, or there is no such account, so that the
 * other does. A system that implements {@link io.ordeal.workload.transfer.TransferClient TransferClient} keeps, in each
 * database, the ids of the transfers whose part was done there, written in the same local transaction as the balance: what
 * is half done is seen whatever the balances happen to add up to.
 *
 * <p>When all is healed, every worker's coordinator finishes what it and those before it have left, {@code recover}, for
 * at most 30 s; then the databases are read as they are.
 *
 * <p>The law of this package: a database says for itself what it has; what a coordinator remembers is no evidence.
 *
 * <pre>{@code
 * c0  transfer ├ a: −10 · b: +10 · prepare a · prepare b · commit a · ✝       (killed: partial commit, or recovery)
 * c0                                                   recover ├──────┤ok
 * c3                                                              final-read ├──┤ok {a: {committed [1] …} b: {…}}
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.transfer;

import org.jspecify.annotations.NullMarked;
