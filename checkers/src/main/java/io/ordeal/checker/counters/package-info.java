/**
 * Counters: is every read between what must have been added by then and what can have been?
 *
 * <pre>{@code
 * p0  add 1 |ok
 * p1              add 5 ............................ info
 * p2                      read |ok 1
 * p3                                  read |ok 6
 * p2                                              read |ok 0      wrong-count: at least 1, at most 6
 * }</pre>
 *
 * <p>The law of this package: only what no adds can explain is wrong. An add that was acknowledged before a read began is in
 * it; one that failed is in none; of all others that were invoked before the read ended, any may be. Which of them two reads
 * agree on is not asked: {@code linearizable-counter} does.
 */
@NullMarked
package io.ordeal.checker.counters;

import org.jspecify.annotations.NullMarked;
