package io.ordeal.campaign;

import io.ordeal.campaign.told.NightSummary;

/**
 * How a night ended.
 *
 * @param summary what it has found out
 * @param interrupted whether a signal ended it
 * @param diskFull whether it ended because there was no room to write
 */
public record NightEnd(NightSummary summary, boolean interrupted, boolean diskFull) {}
