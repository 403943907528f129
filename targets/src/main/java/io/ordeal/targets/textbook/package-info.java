/**
 * Designs of introductory texts on distributed systems, each as it is told there, as servers of a page or two: a JVM a node, over
 * real connections, so that they are killed, frozen and cut off as the real systems are that do it right.
 *
 * <pre>
 *   any-node-vote                  the first yes decides            two nodes say yes to two values in one round
 *   leader-follower                copies go out in the background  a follower is behind; a leader that is cut off leads on
 *   leader-follower-copied         acknowledged when all that live  who is cut off lives, as far as it knows
 *                                  have it
 *   versioned-register             each node's own, highest wins    two choose one version; who was not told does not know
 *   versioned-register-by-clock    majorities, latest time wins     the clocks jump
 *   versioned-register-by-majority majorities, above all versions   holds
 *   hash-ring                      who is silent leaves the ring    its keys are another's, which has never heard of them
 *   hash-ring-by-name              the same, and a text's own bug   and who came back never leaves
 *   hash-ring-replicated           the next three, by majority,     holds
 *                                  and handed over
 * </pre>
 *
 * <p>A {@link io.ordeal.targets.textbook.Node} is what a design says; all else they share: {@link
 * io.ordeal.targets.textbook.Message} is how they speak, {@link io.ordeal.targets.textbook.Peers} how they reach each other,
 * {@link io.ordeal.targets.textbook.Heartbeats} how they know who is alive, {@link io.ordeal.targets.textbook.Journal} what they
 * keep.
 *
 * <p>The law of this package: <b>a design breaks by itself</b>. What is acknowledged was synced, what was not done is said to be
 * so with proof, and nothing is lost for want of care that the design does not speak of; so what a trial finds is the design's.
 */
@NullMarked
package io.ordeal.targets.textbook;

import org.jspecify.annotations.NullMarked;
