package io.ordeal.campaign.told;

/**
 * A night among others.
 *
 * @param number of the night
 * @param outcome as it was written down; empty if it did not come to its end
 * @param revision the commit that was tried
 * @param judged cells that came to a verdict
 * @param surprises trials
 * @param minutes of main phases
 */
public record TrendPoint(long number, String outcome, String revision, int judged, int surprises, double minutes) {}
