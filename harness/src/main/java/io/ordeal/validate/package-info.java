/**
 * What a target keeps, and what it breaks: asked within a budget, told in one table.
 *
 * <p>{@link io.ordeal.validate.Questions Questions} are what can be asked of a target: each workload that it serves, without
 * faults, under each fault that it takes, and under each two of them. {@link io.ordeal.validate.Inquiry Inquiry} says which
 * trial is next, a pure function of what is known and the clock:
 *
 * <ol>
 *   <li>What is undecided gets a longer trial, three times as long each: what was Unknown, up to {@value
 *       io.ordeal.validate.Inquiry#LONGEST_SECONDS} s, under one fault up to {@value
 *       io.ordeal.validate.Inquiry#LONGEST_ALONE_SECONDS} s; what the target itself expects to break and did not, up to the
 *       time in which it surely breaks.
 *   <li>Each workload without faults.
 *   <li>Each fault alone, the {@linkplain io.ordeal.validate.Likelihood likely breakers} first; last where the promise is
 *       broken without it, though not at all levels.
 *   <li>A fault that could not be told alone, as ends of connections that come late where nobody ends one: beside another,
 *       one that ends something if there is one, until such a trial tells.
 *   <li>What time is left goes where a violation is likeliest, pairs of faults too: to the question with the greatest
 *       <em>likelihood ÷ (1 + seconds without a violation ÷ 10)</em>. A pair is as likely as both of its faults together, and
 *       half as that.
 * </ol>
 *
 * <p>Clients of a jar's that live in one JVM may share more there than the system. A workload that they keep without faults is
 * tried once more, before anything else, by {@link io.ordeal.validate.Confirmations a few that are processes of their own}:
 * if these break it, that is the answer; if they can't tell, it is not told.
 *
 * <p>A question is closed by its first violation, at which its trial ends; and so are all that have the same faults and more:
 * what breaks under less is what is to be known. Transactions are judged at every level of isolation: once the strongest is
 * broken, trials run to their ends, for the sake of the others.
 *
 * <p>{@link io.ordeal.validate.Validation Validation} has the trials made side by side, in {@linkplain io.ordeal.campaign.work
 * workers}, as nights do, and {@link io.ordeal.validate.Findings Findings} is what it comes to: a table in text, Markdown, JSON
 * and HTML, the weakest faults first, and expectations to be pasted into a target.
 *
 * <p>The laws of this package: <b>"keeps" is said only of Valid</b>, and with what it stands on: trials, seconds, operations,
 * how many of them were contended, how often each fault was felt; <b>Unknown is told with its cause</b>, and never as one or
 * the other; and <b>what was not asked is told, too</b>.
 */
@NullMarked
package io.ordeal.validate;

import org.jspecify.annotations.NullMarked;
