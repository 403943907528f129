/**
 * Ways to judge data structures without a search, in linear or log-linear time, where values are distinct: each element is
 * put in at most once, so that it is known which operation took what another put.
 *
 * <p>What makes it cheap is that an element is then no more than four moments: its put is invoked and completed, its take
 * is invoked and completed. From its put's completion to its take's invocation, if in this order, the element is in the
 * container for certain, whatever the linearization: its <em>core</em>. Everything else follows from where cores lie:
 *
 * <pre>{@code
 * put 1  |-----|
 * put 2            |---|
 * take 1                   |------|
 * take 2                             |----|
 * core of 1    [===========]
 * core of 2            [=============]
 * }</pre>
 *
 * <p>A queue must not answer that it is empty while cores cover all of the answer's span, nor must 2 be over before 1 begins;
 * a stack in which cores touch each other has one element below all of them, here neither.
 *
 * <p>The laws of this package, which {@link io.ordeal.checker.linearizability.FastWay FastWay} asks for:
 *
 * <ul>
 *   <li><b>As the search, or not at all.</b> A history that is not of the kind, of which a value was put in twice, say, is
 *       none of ours. The tests hold each way against the search and against brute force.
 *   <li><b>Proved beside the code</b>: why it suffices what is looked at, and what becomes of operations of unknown outcome.
 *   <li><b>A violation is told by few operations</b>, from which none can be left out, where there is time to find them: they
 *       are searched again before anyone hears of it.
 * </ul>
 *
 * <p>Moments are numbered by the key's events; a <em>gap</em> t is the time between the moments t and t + 1, in which any
 * number of operations may take effect. Gibbons &amp; Korach's way for registers lives with the search.
 */
@NullMarked
package io.ordeal.checker.linearizability.fast;

import org.jspecify.annotations.NullMarked;
