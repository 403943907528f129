/**
 * What is said of a run beside its verdict: how available the system was before, during and after each fault, and
 * whether the run tested anything at all.
 *
 * <pre>{@code
 * Map<String, Object> figures = Availability.of(history);
 * Checker honest = EvidenceRequired.of(checker, Requirement.okOperations(100), Requirement.lockContention());
 * }</pre>
 *
 * <p>The law of this package: figures never change a verdict, and want of evidence never does but from Valid to Unknown.
 */
@NullMarked
package io.ordeal.checker.measure;

import org.jspecify.annotations.NullMarked;
