/**
 * Reproducing: what a recorded run did, done again to a fresh system, and how often it comes to the same.
 *
 * <p>A {@link io.ordeal.reproduce.Recording Recording} is a run's folder, read: what each worker did in the main phase and
 * when, what the nemesis did, and what anomaly it came to. A {@link io.ordeal.reproduce.ReplayPlan ReplayPlan} is what is
 * to be done again: all of it, or whatever somebody left of it.
 *
 * <pre>{@code
 * Recording recording = Recording.read(folder, catalog);
 * ReplayPlan plan = ReplayPlan.of(recording).withSchedule(Anchors.of(recording, AnchorChoice.NEAREST).schedule());
 * ReplayTry one = new Replay(plan, Sought.ofType("overlapping-holds"), catalog, results, TrialListener.none()).run();
 * one.result();    // SAME, OTHER, ABSENT, UNKNOWN, MISSED
 * }</pre>
 *
 * <p><b>The operations</b> are those of the recording, worker by worker, each at its time, or as soon as its worker is free
 * after that: {@link io.ordeal.reproduce.RecordedOperations}. Their values are the recorded ones, and each is sent at most
 * once, so that what was unique stays so and the same checker judges. Where answers differ from the recorded ones, the
 * workload says what a worker does instead ({@link io.ordeal.workload.Replaying}). Then all is healed, and the workload's
 * own last reads are made, which go on until they are ok, as in any run. Where a plan does the same in several rounds, each
 * begins when the one before has ended, so that those who are to meet do, however slow the machine is.
 *
 * <p><b>The faults</b> are those of the recording, with the nodes, modes and sides that they had; what is not said is drawn
 * by the recorded keys from the recorded seed ({@link io.ordeal.fault.schedule.Draws}), and so is the same. When they
 * strike is a matter of choice: at the recorded times, or tied to what had happened before ({@link
 * io.ordeal.reproduce.Anchors}), since a system that is slower today does not do the same things at the same times.
 *
 * <p><b>What came of it</b> is read from the new run's folder, as for any run. It is the <em>same</em> if the same checker
 * names the same type of anomaly; <em>other</em>, if only others; <em>missed</em>, if neither, and faults came in another
 * order than recorded, or did not come: that says nothing of the system, and the schedule is mended; <em>unknown</em>, if the
 * run came to no verdict; else it is <em>absent</em>.
 *
 * <p><b>Less of it.</b> {@link io.ordeal.reproduce.LiveShrinking} tries smaller and smaller plans on fresh systems, first
 * what the witness alone needs, and keeps what shows the anomaly as often as is wanted, by a sequential test. An anomaly is
 * known again by its {@link io.ordeal.trial.Signature}; others are told, and not taken for it. What is left is a {@link
 * io.ordeal.reproduce.Reproduction}, one file that can be replayed without the recording; fresh tries tell its rate, since
 * those by which it was chosen flatter it. {@link io.ordeal.reproduce.Why} counts what went with the anomaly over all tries.
 *
 * <p>{@link io.ordeal.reproduce.Replays Replays} makes many of one plan and tells the {@link io.ordeal.reproduce.Rate rate};
 * {@link io.ordeal.reproduce.Search Search} makes few of many, and looks for the plan that shows the anomaly most often: of
 * the span that the witness needs, {@linkplain io.ordeal.reproduce.RoundsPlan round after round} in one run, on keys that the
 * workload names, so that no round meddles with another.
 *
 * <p>The laws of this package: <b>nothing is drawn anew</b>; a rate is never told without how many tries it rests on; and
 * a try is a run like any other, judged from its files alone.
 */
@NullMarked
package io.ordeal.reproduce;

import org.jspecify.annotations.NullMarked;
