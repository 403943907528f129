package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.Finding;
import java.util.Set;

/**
 * All sightings of one signature.
 *
 * @param finding as it was seen first
 * @param count of trials that showed it
 * @param firstMillis since 1970
 * @param lastMillis since 1970
 * @param cells in which
 * @param tonight how many of them were made tonight
 * @param isNew whether nobody had seen it before tonight
 * @param folder of a run that shows it; empty if none is left
 */
public record FindingSum(
        Finding finding,
        int count,
        long firstMillis,
        long lastMillis,
        Set<String> cells,
        int tonight,
        boolean isNew,
        String folder) {}
