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
 * <p>A {@link io.ordeal.kit.BackendSuite suite} is a set of {@link io.ordeal.kit.Rule rules} that a class inherits when it
 * implements the interface. A rule is required, or optional; one that is stochastic tells with each pass what it is worth:
 *
 * <table>
 *   <caption>The rules</caption>
 *   <tr><th>rule</th><th></th><th>is asked of</th></tr>
 *   <tr><td>C01</td><td>required</td><td>plain use by two clients in turns</td></tr>
 *   <tr><td>C02</td><td>required</td><td>a client whose connection is refused</td></tr>
 *   <tr><td>C03</td><td>required</td><td>… is reset before the request has gone out</td></tr>
 *   <tr><td>C04</td><td>required</td><td>… is reset after that: {@code fail} would be a lie</td></tr>
 *   <tr><td>C05</td><td>required</td><td>… is silent</td></tr>
 *   <tr><td>C06</td><td>required</td><td>a client whose servers are stopped, and start again</td></tr>
 *   <tr><td>C07</td><td>required</td><td>two clients, one of which is cut off: they share nothing but the backend</td></tr>
 *   <tr><td>L01</td><td>required, stochastic</td><td>a lock: one holder, who alone releases it</td></tr>
 *   <tr><td>L02</td><td>required, stochastic</td><td>what a lock guards</td></tr>
 *   <tr><td>L03</td><td>required, stochastic</td><td>a lock under a partition</td></tr>
 *   <tr><td>L04</td><td>required, stochastic</td><td>a lock whose servers are killed</td></tr>
 *   <tr><td>L05</td><td>optional, stochastic</td><td>what a lock guards while its holder is paused</td></tr>
 *   <tr><td>F01</td><td>required, stochastic</td><td>fencing tokens: they rise</td></tr>
 *   <tr><td>F02</td><td>required, stochastic</td><td>… while holders are paused</td></tr>
 *   <tr><td>F03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>R01</td><td>required, stochastic</td><td>a register: linearizable</td></tr>
 *   <tr><td>R02</td><td>required, stochastic</td><td>… with compare-and-set</td></tr>
 *   <tr><td>R03</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>R04</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>T01</td><td>required, stochastic</td><td>transactions: strictly serializable</td></tr>
 *   <tr><td>T02</td><td>required, stochastic</td><td>no write skew</td></tr>
 *   <tr><td>T03</td><td>required, stochastic</td><td>no money is lost</td></tr>
 *   <tr><td>T04</td><td>required, stochastic</td><td>no long fork</td></tr>
 *   <tr><td>T05</td><td>required, stochastic</td><td>transactions while servers are killed</td></tr>
 *   <tr><td>Q01</td><td>required, stochastic</td><td>a queue: what was enqueued is delivered</td></tr>
 *   <tr><td>Q02</td><td>optional, stochastic</td><td>… once</td></tr>
 *   <tr><td>Q03</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>Q04</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>Q05</td><td>required, stochastic</td><td>… while servers are paused</td></tr>
 *   <tr><td>E01</td><td>required, stochastic</td><td>elections: one leader at a time</td></tr>
 *   <tr><td>E02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>E03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>E04</td><td>optional, stochastic</td><td>… while leaders are paused</td></tr>
 *   <tr><td>E05</td><td>required, stochastic</td><td>terms: they rise</td></tr>
 *   <tr><td>E06</td><td>required, stochastic</td><td>… while leaders are paused</td></tr>
 *   <tr><td>S01</td><td>required, stochastic</td><td>a set: what was added is kept</td></tr>
 *   <tr><td>S02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>S03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>S04</td><td>required, stochastic</td><td>… while servers are paused</td></tr>
 *   <tr><td>N01</td><td>required, stochastic</td><td>a counter: each add is counted once</td></tr>
 *   <tr><td>N02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>N03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>N04</td><td>required, stochastic</td><td>… while servers are paused</td></tr>
 *   <tr><td>J01</td><td>required, stochastic</td><td>a log: entries stay</td></tr>
 *   <tr><td>J02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>J03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>J04</td><td>required, stochastic</td><td>… while servers are paused</td></tr>
 *   <tr><td>P01</td><td>required, stochastic</td><td>a semaphore: as many holders as it has permits</td></tr>
 *   <tr><td>P02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>P03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>P04</td><td>optional, stochastic</td><td>… while its holders are paused</td></tr>
 *   <tr><td>W01</td><td>required, stochastic</td><td>a lock that is shared, or held alone</td></tr>
 *   <tr><td>W02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>W03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>W04</td><td>optional, stochastic</td><td>… while its holders are paused</td></tr>
 *   <tr><td>V01</td><td>required, stochastic</td><td>a reentrant lock: held until its last release</td></tr>
 *   <tr><td>V02</td><td>required, stochastic</td><td>… under a partition</td></tr>
 *   <tr><td>V03</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>V05</td><td>required, stochastic</td><td>its tokens rise over holds</td></tr>
 *   <tr><td>V06</td><td>required, stochastic</td><td>… while its holders are paused</td></tr>
 *   <tr><td>V07</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>B01</td><td>required, stochastic</td><td>jobs: each writes its output once</td></tr>
 *   <tr><td>B02</td><td>required, stochastic</td><td>… while servers are killed</td></tr>
 *   <tr><td>B03</td><td>required, stochastic</td><td>… while servers are paused</td></tr>
 *   <tr><td>L09, R09, T09, Q09, E09, S09, N09, J09, P09, W09</td><td>required, stochastic</td><td>the suite: it notices the author's client with a {@linkplain
 *       io.ordeal.kit.client.Mutant flaw}</td></tr>
 * </table>
 *
 * <p>Numbers stay; a rule that goes leaves its number free.
 *
 * <p>The laws of this package: <b>a trial that tested nothing fails its test</b>, with its cause; and nothing is done here
 * that {@link io.ordeal.trial} does not do for everybody else.
 *
 * <p>JUnit (5.12 or later, or 6) and AssertJ are the user's: harness brings neither.
 */
@NullMarked
package io.ordeal.kit;

import org.jspecify.annotations.NullMarked;
