package io.ordeal.campaign.memory;

import java.util.Locale;

/**
 * An anomaly that a trial has shown.
 *
 * @param signature by which it is told from others
 * @param anomaly its name on the wire
 * @param standing whether anybody had to expect it
 * @param reference where a known one is told; else empty
 * @param explanation the checker's sentence
 */
public record Finding(String signature, String anomaly, Standing standing, String reference, String explanation) {
    /** Whether anybody had to expect it. */
    public enum Standing {
        EXPECTED,
        KNOWN,
        NEW;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
