package io.ordeal.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * What the times of faults are drawn around.
 *
 * @param interval the mean that the run asked for, {@code --fault-interval}
 * @param lease after which the system takes what a silent client holds for another's; empty if nothing ends by silence
 */
public record Pace(Duration interval, Optional<Duration> lease) {
    public static Pace of(Duration interval) {
        return new Pace(interval, Optional.empty());
    }
}
