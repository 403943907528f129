/**
 * Where a night's time goes: a pure function of what is remembered, what has happened tonight, and the clock.
 *
 * <p>{@link io.ordeal.campaign.allot.Allotment Allotment} answers again and again which trial is next, of which length, with
 * which seed, and why. It goes by this order:
 *
 * <ol>
 *   <li>A surprise is tried again at once, as it was, ten times, as far as there is time for it.
 *   <li>Canaries, which must break, until each has, six times at most.
 *   <li>What earlier nights have shown, replayed: the detection for which it is longest ago first, each until it comes back, five
 *       times at most, as long as less than a tenth of the budget has gone to that.
 *   <li>What has begun tonight and is undecided: a cell that must break gets a longer trial, three times as long each, up to
 *       the time in which it surely breaks; one that was Unknown likewise, up to {@value
 *       io.ordeal.campaign.allot.Allotment#LONGEST_SECONDS} s.
 *   <li>Cells that the night before did not judge: those that were never judged first, then those for which it is longest
 *       ago. So every cell is judged within two nights, if there is time for half of them in one.
 *   <li>All other cells once, in the first half of the night.
 *   <li>What time is left goes where a surprise is likeliest: to the cell with the greatest <em>worth</em>.
 * </ol>
 *
 * <p>The worth of another minute is the rate of surprises that is to be expected of the cell, given what it has shown: with
 * a Gamma prior over that rate, {@code weight × (1 + surprises) ÷ (1 + minutes)}, where {@code minutes} are those for which
 * its trials ran without a surprise. Minutes of another build of the target count a tenth, as most that was known is
 * forfeit; those of the same target under another harness count a half. For three nights from a change of the target on it is four times as much,
 * as most bugs come with a change. A cell that was not judged tonight counts double;
 * one that must break and has done so tonight counts a fifth, divided by one more than the times it has ever been caught, so
 * that what is rarely detected gets more. So a cell that has changed gets nearly all of the spare time, until it has run for as
 * long as the others; and if all have changed, they share it.
 *
 * <p>Trials run side by side as long as the processors and the memory that their cells were measured to need are there; a
 * cell that was never measured is taken to need what its servers and clients commonly do. The order is strict: a trial that
 * finds no room waits for it, and nobody goes before it.
 *
 * <p>The law of this package: <b>no clock, no files, no chance.</b> The same memory and the same night give the same trials,
 * and thirty nights can be tried in a second.
 */
@NullMarked
package io.ordeal.campaign.allot;

import org.jspecify.annotations.NullMarked;
