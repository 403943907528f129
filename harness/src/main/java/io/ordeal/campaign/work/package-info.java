/**
 * Trials in processes of their own, side by side.
 *
 * <p>A night's trials run in workers: JVMs that make one trial after the other, so that a trial costs no JVM's start, and is
 * judged by code that is warm. A trial that brings its JVM down, hangs in it, or eats its memory takes nothing with it but
 * itself: the night starts another worker. Inside the night's own JVM it would take all, and the logs of two trials would be
 * one. A worker is replaced after {@value io.ordeal.campaign.work.Workers#TRIALS_OF_A_WORKER} trials, as clients' libraries
 * leave threads behind.
 *
 * <p>Nothing outlives a night: a worker ends as soon as its parent is gone, however that died, and its servers' watchdog
 * sees to the rest. It has a session of its own, so that Ctrl-C reaches the night alone, which then asks for the end of each
 * trial, and gets what is known of it.
 *
 * <p>They speak JSON, a line each:
 *
 * <pre>
 * night   {"trial":"id","results":"…","run":{…}}      {"stop":true}
 *         {"trial":"id","results":"…","run":{…},"replayOf":"…","anomaly":"lost"}
 * worker  {"ready":true}   {"trial":"id","folder":"…"}
 *         {"trial":"id","end":"judged","folder":"…","report":{…},"findings":[…],"mainMillis":5000,…}
 *         {"trial":"id","end":"refused|failed|cut","why":"…"}
 * </pre>
 */
@NullMarked
package io.ordeal.campaign.work;

import org.jspecify.annotations.NullMarked;
