package io.ordeal.campaign.memory;

import io.ordeal.reproduce.Bisection;
import io.ordeal.reproduce.Rate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A trial that has shown an anomaly, kept so that nights to come replay it: what was seen once must be seen again.
 *
 * @param trial by id, the one that has shown it
 * @param anomaly by its name on the wire
 * @param cell by name
 * @param signature of the finding
 * @param versions that ran, as JSON
 * @param seed of all that the trial drew
 * @param spec the trial's {@code test.json}
 * @param mainMillis of its main phase, as it was
 * @param folder of its run; empty if it was removed
 * @param foundMillis when the trial began, since 1970
 * @param reproducedMillis when the last replay began that has shown it again; empty if none has
 * @param triedMillis when the last began at all
 * @param shown so many replays have shown it
 * @param vain so many came to a verdict without it, since it was last shown
 * @param before so many came to a verdict without it before that
 * @param retired why it is replayed no more, in words; empty if it is
 */
public record Detection(
        String trial,
        String anomaly,
        String cell,
        String signature,
        String versions,
        long seed,
        String spec,
        long mainMillis,
        Optional<String> folder,
        long foundMillis,
        OptionalLong reproducedMillis,
        OptionalLong triedMillis,
        int shown,
        int vain,
        int before,
        String retired) {
    /** What can't be replayed in so many tries is no proof of anything; some anomalies hang on more than a replay brings back. */
    static final int TRIES_TO_PROVE = 10;

    private static final int SHORT = 8;

    /** What is known of a detection. */
    public enum Standing {
        /** It was seen, and has not been replayed yet, or not often enough. */
        FOUND,
        /** A replay has shown it again. */
        PROVEN,
        /** A replay has shown it again, and now as many were in vain as its rate asks for. */
        GONE,
        /** No replay has ever shown it again. */
        UNPROVEN,
        /** A person has said that it is to be replayed no more. */
        RETIRED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By which a person names it: {@code 3f9a1c2b/lost-update}. */
    public String id() {
        return trial.substring(0, Math.min(SHORT, trial.length())) + "/" + anomaly;
    }

    public Standing standing() {
        if (!retired.isEmpty()) {
            return Standing.RETIRED;
        }
        if (shown == 0) {
            return vain < TRIES_TO_PROVE ? Standing.FOUND : Standing.UNPROVEN;
        }
        return vain < needed() ? Standing.PROVEN : Standing.GONE;
    }

    /** Whether a trial has shown its anomaly. */
    public boolean isShownBy(TrialRow replay) {
        return replay.findings().stream().anyMatch(finding -> finding.anomaly().equals(anomaly));
    }

    /** How often it came back, of the replays until it last did. */
    public Rate rate() {
        return new Rate(shown, shown + before);
    }

    /** After how many replays in vain it is gone, or was never proven: as many as its {@linkplain #rate rate} asks for. */
    public int needed() {
        return shown == 0 ? TRIES_TO_PROVE : Bisection.needed(rate());
    }

    /** Whether nights to come replay it, and its run's folder is kept for that. */
    public boolean isReplayed() {
        return standing() != Standing.UNPROVEN && standing() != Standing.RETIRED;
    }

    /** In words: {@code came back 3 of 4 times; not in the last 2, and 14 would be needed to say that it is gone}. */
    public String sentence() {
        return switch (standing()) {
            case FOUND -> vain == 0 ? "not replayed yet" : "not proven yet: not in " + vain + " replays";
            case PROVEN ->
                "came back " + shown + " of " + (shown + before) + " times"
                        + (vain == 0
                                ? ""
                                : "; not in the last " + vain + ", of which " + needed()
                                        + " would say that it is gone");
            case GONE ->
                "no longer comes back: not in the last " + vain + " replays, and before that " + shown + " of "
                        + (shown + before) + " times";
            case UNPROVEN -> "never came back in " + vain + " replays, and is replayed no more";
            case RETIRED -> "retired: " + retired;
        };
    }
}
