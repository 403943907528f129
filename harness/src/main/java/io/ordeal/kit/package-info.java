/**
 * What somebody writes a JUnit test of their own backend with. Users compile against this package: its public names stay.
 *
 * <pre>{@code
 * @OrdealTest(target = MyLockTarget.class, workloads = "lock", faults = {"none", "partition,kill"}, time = "10s")
 * void excludes(TrialOutcome outcome) {
 *     assertThat(outcome).holds();
 * }
 * }</pre>
 *
 * <p>{@link io.ordeal.kit.OrdealTest @OrdealTest} runs a trial as {@code ./ordeal run} does, one invocation a combination of
 * workload, faults and seed, and leaves a run's folder. {@link io.ordeal.kit.OrdealAssertions OrdealAssertions} says what is
 * expected of what came out; its failures show the violation, the report, and what to type next.
 *
 * <p>The laws of this package: <b>a trial that tested nothing fails its test</b>, with its cause; and nothing is done here
 * that {@link io.ordeal.trial} does not do for everybody else.
 *
 * <p>JUnit (5.12 or later, or 6) and AssertJ are the user's: harness brings neither.
 */
@NullMarked
package io.ordeal.kit;

import org.jspecify.annotations.NullMarked;
