/**
 * Long forks: does everybody see two independent writes in the same order?
 *
 * <pre>
 * p0  write x |ok
 * p1  write y |ok
 * p2     read |ok x=1 y=nil        x came first
 * p3     read |ok x=nil y=1        y came first: long-fork
 * </pre>
 *
 * <p>The law of this package: a register is written once at most, or nothing is said. A read is of one state; which one is
 * told by the writes it has.
 */
@NullMarked
package io.ordeal.checker.longfork;

import org.jspecify.annotations.NullMarked;
