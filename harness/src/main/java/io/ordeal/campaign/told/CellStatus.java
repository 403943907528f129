package io.ordeal.campaign.told;

import java.util.Locale;

/** What a night has found out of a cell; the worst first. */
public enum CellStatus {
    /** A surprise. */
    RED,
    /** A canary that did not break. */
    BLIND,
    /** Without a verdict for too many nights. */
    STALE,
    /** A surprise that somebody knows of. */
    KNOWN,
    /** No trial came to a verdict. */
    UNKNOWN,
    /** No trial was begun. */
    UNREACHED,
    /** As expected, or nobody says what that is. */
    GREEN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
