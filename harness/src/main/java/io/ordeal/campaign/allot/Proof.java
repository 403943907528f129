package io.ordeal.campaign.allot;

import io.ordeal.campaign.memory.Detection;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A detection that is to be replayed, until it comes back or was replayed often enough for a night.
 *
 * @param trial that has shown it, by id
 * @param cell by name
 * @param seed of that trial
 * @param time that a replay's main phase takes
 * @param times at most, tonight
 */
public record Proof(String trial, String cell, long seed, Duration time, int times) {
    /** Of a detection, in a night: others are to have their turn. */
    private static final int MOST_A_NIGHT = 5;

    /** In the order in which they are due: that for which it is longest ago first. */
    public static List<Proof> inOrder(Collection<Detection> detections) {
        return detections.stream()
                .filter(Detection::isReplayed)
                .sorted(Comparator.comparingLong(Proof::last).thenComparing(Detection::trial))
                .map(Proof::of)
                .toList();
    }

    private static long last(Detection detection) {
        return detection.triedMillis().orElse(detection.foundMillis());
    }

    private static Proof of(Detection detection) {
        // what is gone is looked for once a night: it may come back
        int wanted = Math.max(1, detection.needed() - detection.vain());
        long seconds = Math.max(1, (detection.mainMillis() + 999) / 1000);
        return new Proof(
                detection.trial(),
                detection.cell(),
                detection.seed(),
                Duration.ofSeconds(seconds),
                Math.min(MOST_A_NIGHT, wanted));
    }
}
