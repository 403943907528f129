/**
 * Long fork: whether everybody sees two independent writes in the same order.
 *
 * <pre>
 * T1  w x=1          T3  r x=1  r y=nil     to this reader T1 came first
 * T2  w y=1          T4  r x=nil  r y=1     to that one T2 did
 * </pre>
 *
 * <p>The law of this package: <b>a register is written at most once</b>, so that a read is told by which writes it saw, and
 * two reads must never each lack what the other has. After Jepsen's {@code jepsen.tests.long-fork}.
 *
 * <pre>{@code
 * {:process 0, :type :ok, :f :write, :value [[:w 6 1]]}
 * {:process 1, :type :ok, :f :read,  :value [[:r 6 1] [:r 7 nil] [:r 8 nil]]}
 * }</pre>
 */
@NullMarked
package io.ordeal.workload.longfork;

import org.jspecify.annotations.NullMarked;
