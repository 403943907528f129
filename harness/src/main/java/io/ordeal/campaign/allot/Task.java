package io.ordeal.campaign.allot;

import java.time.Duration;
import java.util.Optional;

/**
 * A cell, as far as its share of the night hangs on it.
 *
 * @param cell by name
 * @param weight of its share of spare time
 * @param breaksWithin how long a trial must be to break surely; empty if it need not break
 * @param isCanary whether it must prove that the night can see
 * @param usual what it is taken to need until it was measured
 */
public record Task(String cell, double weight, Optional<Duration> breaksWithin, boolean isCanary, Need usual) {}
