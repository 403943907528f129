package io.ordeal.campaign.told;

import java.util.Locale;

/** What a night comes to. */
public enum NightOutcome {
    /** All as expected. */
    GREEN,
    /** No surprise but such as are known; or something has no verdict yet. */
    YELLOW,
    /** A canary did not break, or nothing came to a verdict: what else the night says of holding counts for nothing. */
    BLIND,
    /** A surprise. */
    RED,
    /** A surprise, seen by a night that was blind elsewhere. */
    RED_AND_BLIND;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public boolean isRed() {
        return this == RED || this == RED_AND_BLIND;
    }

    public boolean isBlind() {
        return this == BLIND || this == RED_AND_BLIND;
    }
}
