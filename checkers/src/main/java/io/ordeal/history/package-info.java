/**
 * Histories: what the clients of a system saw, in the order in which they saw it.
 *
 * <p>A {@link io.ordeal.history.History History} is a list of {@link io.ordeal.history.Op operations' events}: a client
 * process <em>invokes</em> an operation, and later it is <em>ok</em> (it happened), <em>fail</em> (it certainly had no
 * effect) or <em>info</em> (nobody knows, now or ever). An operation whose completion never came is as good as info.
 *
 * <pre>{@code
 * {:index 0, :time 0,    :process 0, :type :invoke, :f :write, :value 3}
 * {:index 1, :time 900,  :process 1, :type :invoke, :f :read,  :value nil}
 * {:index 2, :time 1300, :process 0, :type :ok,     :f :write, :value 3}
 * {:index 3, :time 1700, :process 1, :type :ok,     :f :read,  :value 3}
 * }</pre>
 *
 * <p>The laws of this package:
 *
 * <ul>
 *   <li><b>The order is the order of the file</b>, never that of the times: a foreign history's times may be absent, −1
 *       or falling.
 *   <li><b>A client process does one thing at a time.</b> A completion without its invocation, or a second invocation
 *       while one is open, is refused when the history is built, by line: nothing downstream has to wonder.
 *   <li><b>The nemesis is no client</b>: process {@code :nemesis} writes {@code :info} as often as it likes.
 *   <li><b>Ten million operations fit.</b> A history is columns of primitives; an {@code Op} is a view, made when asked
 *       for. Values lie on one tape ({@link io.ordeal.history.Values Values}) and are told apart by their handles.
 * </ul>
 */
@NullMarked
package io.ordeal.history;

import org.jspecify.annotations.NullMarked;
