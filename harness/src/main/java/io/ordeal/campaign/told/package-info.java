/**
 * What a night tells: a summary for a continuous integration's page, JUnit's XML for its reporters, a page for a browser,
 * OpenMetrics for whoever draws curves, and a history of all nights.
 *
 * <p>All of it is made of a {@link io.ordeal.campaign.told.NightSummary NightSummary}, and that of the memory alone: what
 * several shards have done is told as one night once their memories are merged. Findings are told once, by their signature,
 * with how often and since when; a surprise with how often it came back when it was tried again, {@code 7 of 10}.
 *
 * <p>The laws of this package: whatever comes from outside (names, values, causes) is escaped; pages load nothing; and what
 * did not run, what could not be tried and what could not be seen stand on the page as prominently as what was found.
 */
@NullMarked
package io.ordeal.campaign.told;

import org.jspecify.annotations.NullMarked;
