/**
 * What is said of a run beside its verdict: how available the system was before, during and after each fault, and
 * whether the run tested anything at all.
 *
 * <pre>{@code
 * Map<String, Object> figures = Availability.of(history);
 * Checker honest = EvidenceRequired.of(checker, Requirement.okOperations(100), Requirement.lockContention());
 * }</pre>
 *
 * <p>Evidence comes in three kinds: enough happened ({@code okOperations}, {@code releasedHolds}); it could have gone wrong
 * ({@code lockContention}); and the end was seen, after the last write and after the last fault was healed ({@code
 * readInTheEnd}, {@code okAfterHealing}, {@code grantedAfterHealing}):
 *
 * <pre>
 * p0  write x=1 |ok                                   x was written,
 * nem      kill |      heal |
 * p1                           read x |ok             and read when all was over: Valid can be said of it
 * </pre>
 *
 * <p>The law of this package: figures never change a verdict, and want of evidence never does but from Valid to Unknown.
 */
@NullMarked
package io.ordeal.checker.measure;

import org.jspecify.annotations.NullMarked;
