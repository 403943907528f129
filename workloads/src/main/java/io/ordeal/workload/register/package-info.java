/**
 * Registers: a number under each key, read and written, and set if another is there.
 *
 * <p>{@code register} writes every value once, so that a read tells which write it saw, and long histories are judged
 * cheaply. {@code cas-register} adds compare-and-set and writes few values again and again, so that a set succeeds now
 * and then.
 *
 * <p>The laws of this package: every key is <b>a register of its own</b>, judged alone; and a key is <b>given up for a
 * fresh one</b> after a number of operations, as judging costs more the longer a register's history is and the more of
 * its operations have an unknown outcome.
 *
 * <pre>{@code
 * {:process 0, :type :invoke, :f :write, :value ["r3" 17]}
 * {:process 0, :type :ok,     :f :write, :value ["r3" 17]}
 * {:process 1, :type :invoke, :f :read,  :value ["r3" nil]}
 * {:process 1, :type :ok,     :f :read,  :value ["r3" 17]}
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.register;

import org.jspecify.annotations.NullMarked;
