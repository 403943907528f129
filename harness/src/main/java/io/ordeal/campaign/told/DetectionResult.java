package io.ordeal.campaign.told;

import io.ordeal.campaign.memory.Detection;
import io.ordeal.campaign.memory.Detection.Standing;
import io.ordeal.campaign.memory.TrialRow;
import java.util.List;
import java.util.OptionalLong;

/**
 * A detection and what a night has made of it.
 *
 * @param detection as it is now
 * @param replays of the night, in order
 */
public record DetectionResult(Detection detection, List<TrialRow> replays) {
    /** What was proven and no longer comes back is red, each night, until it does or a person retires it. */
    boolean isGone() {
        return detection.standing() == Standing.GONE;
    }

    /** In a sentence. */
    String sentence() {
        return (replays.isEmpty()
                        ? ""
                        : isBackTonight() ? "came back tonight; " : "not tonight, in " + replays.size() + "; ")
                + detection.sentence();
    }

    private boolean isBackTonight() {
        return replays.stream().anyMatch(detection::isShownBy);
    }

    /** When, as a day; a word if it never was. */
    static String day(OptionalLong millis) {
        return millis.isPresent() ? Days.moment(millis.getAsLong()) : "never";
    }

    /** What a person does about one that is gone. */
    String remedy() {
        return "look at what has changed since " + day(detection.reproducedMillis())
                + "; if it was mended: ./ordeal nightly --retire " + detection.id() + " --because …";
    }
}
