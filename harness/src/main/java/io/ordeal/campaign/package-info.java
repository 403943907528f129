/**
 * A night: every cell, every night, red only on a surprise.
 *
 * <p>{@link io.ordeal.campaign.Night Night} is the list of its steps: what is to be tried ({@link io.ordeal.campaign.plan}) is
 * written into the {@linkplain io.ordeal.campaign.memory memory}; {@link io.ordeal.campaign.allot} says which trial is next;
 * {@link io.ordeal.campaign.work} makes it; {@link io.ordeal.campaign.Assessment Assessment} holds it against what was to be
 * expected; the memory gets its row; and in the end {@link io.ordeal.campaign.told} tells what the memory has.
 *
 * <p>What is red:
 *
 * <ul>
 *   <li>what was to hold, and broke; what was found beside what was to be expected;
 *   <li>what was to break, and did not in a run as long as it surely takes;
 *   <li>a cell that had no verdict, or was not reached, for more than three nights;
 *   <li>an anomaly that was {@code known} until a day that is past.
 * </ul>
 *
 * <p>A surprise that is {@code known} is yellow, with its reference; it is known by its cell, its anomaly and if wanted a part of
 * its signature, and hides nothing: the run goes on when it has shown it, and whatever else the history shows is looked for,
 * and is a surprise of its own. A canary that did not break, or came to no verdict, and a night in which nothing came to one,
 * are neither red nor green but <em>blind</em>: nothing that such a night says of holding counts. The command ends with 0 for
 * green and yellow, 1 for red, 2 for blind (1 if it is red, too), 254 for what can't be begun, 255 if the harness or its surroundings, such as a full disk, ended it.
 *
 * <p>The laws of this package: a trial is written down before it begins, so that a night that is killed can be taken up where
 * it was ({@code --resume}), and nothing is judged twice or lost; and what a night says is read from its memory, so that it says
 * the same when shards are merged.
 */
@NullMarked
package io.ordeal.campaign;

import org.jspecify.annotations.NullMarked;
