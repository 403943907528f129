/**
 * Registers that transactions read and write, each value but once to a register. A read tells whose write it saw, but not
 * which of two other writes came first.
 *
 * <pre>{@code
 * T1: w x 1      T2: r x 1, w x 2      T3: r x 1      T4: w x 3
 * T1 –wr→ T2, T1 –wr→ T3, T3 –rw→ T2 (it overwrote what it had read, and so what T3 read); T4: anywhere
 * }</pre>
 *
 * <p>So that two things are needed. {@link io.ordeal.checker.txn.register.RegisterDependencies RegisterDependencies} infers
 * what is certain, and a cycle of it is a violation with a name. Where there is none, that proves nothing: {@code weak} and
 * {@code search} decide, and {@link io.ordeal.checker.txn.register.RegisterChecker RegisterChecker} puts both together.
 */
@NullMarked
package io.ordeal.checker.txn.register;

import org.jspecify.annotations.NullMarked;
