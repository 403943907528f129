package io.ordeal.campaign.memory;

import java.util.Optional;

/**
 * A night, as it is remembered.
 *
 * @param id unique over all machines
 * @param number the day to which it belongs, counted from 1970
 * @param startedMillis since 1970
 * @param endedMillis since 1970; empty if it was killed, or runs
 * @param revision the commit that was tried; a word if it is not known
 * @param harness a fingerprint of Ordeal's classes, but for the targets'
 * @param machine where
 * @param shard {@code i/n}
 * @param seed of its draws
 * @param budgetMillis it had
 * @param plan the night's file, as it was; empty for the default
 * @param claims what it could not try and could not see, a line each: {@code untried …} and {@code blind …}
 * @param outcome {@code green}, {@code yellow}, {@code red}, {@code blind}, with what else was; empty while it runs
 * @param results the folder in which its runs land, absolute; empty of nights that were made before this was remembered
 */
public record NightRow(
        String id,
        long number,
        long startedMillis,
        Optional<Long> endedMillis,
        String revision,
        String harness,
        String machine,
        String shard,
        long seed,
        long budgetMillis,
        String plan,
        String claims,
        String outcome,
        String results) {}
