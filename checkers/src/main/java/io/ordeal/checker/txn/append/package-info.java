/**
 * Lists that transactions append to and read. A read tells the whole history of its key, the order of its versions: so
 * that nearly all dependencies are known.
 *
 * <pre>{@code
 * T1: append x 1      T2: append x 2      T3: read x [1 2], append x 3        x: [] ≪ [1] ≪ [1 2] ≪ [1 2 3]
 * T1 –ww→ T2, T2 –wr→ T3, T2 –ww→ T3
 * }</pre>
 *
 * <p>{@link io.ordeal.checker.txn.append.ListAppendChecker ListAppendChecker} says what its verdicts are worth. The law:
 * an append that nobody read comes after the longest read of its key, and that is all that is known of its place.
 */
@NullMarked
package io.ordeal.checker.txn.append;

import org.jspecify.annotations.NullMarked;
