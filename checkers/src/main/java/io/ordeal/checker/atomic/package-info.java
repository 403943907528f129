/**
 * Atomic commit across databases: is each global transaction done on all participants or on none, once recovery is done?
 *
 * <pre>{@code
 * p0  transfer 1  a: −10 ......... b: +10 |ok         a: done  b: done
 * p1     transfer 2  a: −5 .. ✝                       a: done  b: prepared     partial-commit
 * p2        transfer 3  prepared a, prepared b .. ✝   a: prepared  b: prepared     in-doubt
 * p3                                                  final-read |ok
 * }</pre>
 *
 * <p>The law of this package: only what the participants themselves have in the end. What clients were told is held against
 * that: acknowledged is durable, refused is invisible; of what nobody was told anything both are right, but not a half.
 */
@NullMarked
package io.ordeal.checker.atomic;

import org.jspecify.annotations.NullMarked;
