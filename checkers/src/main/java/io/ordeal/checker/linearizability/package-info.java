/**
 * Linearizability: is there one order of the operations, each somewhere between its invocation and its completion, that
 * a {@link io.ordeal.checker.linearizability.Model Model} could have gone through?
 *
 * <pre>{@code
 * p0 |-- write 1 --|
 * p1        |-------- write 2 --------|
 * p2                  |-- read 1 --|        linearizable: write 1, read 1, write 2
 * p2                                   |-- read 1 --|   not: write 2 was over when it began
 * }</pre>
 *
 * <p>{@link io.ordeal.checker.linearizability.Linearizability Linearizability} splits a history by key and searches each
 * part. The search is Wing &amp; Gong's, in Lowe's just-in-time form: it walks from completion to completion, and
 * linearizes other operations only when the one that completes can't go first. What it keeps of a configuration is the
 * completion it has come to, a window of bits for the operations then open, the model's state, and which operations of
 * unknown outcome were used; so its memory grows with the history times its concurrency, not with the history's square.
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>Exact.</b> Configurations are compared whole; a hash only finds them.
 *   <li><b>A failed operation had no effect</b> and constrains nothing. One of <b>unknown outcome</b> may have happened
 *       at any time from its invocation on, or never; what it answered is unknown.
 *   <li><b>Each shortcut is proved</b>: by an argument beside the code, and against a brute force over all orders in the
 *       tests.
 * </ul>
 */
@NullMarked
package io.ordeal.checker.linearizability;

import org.jspecify.annotations.NullMarked;
