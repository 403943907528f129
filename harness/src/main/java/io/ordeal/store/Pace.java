package io.ordeal.store;

import java.util.Locale;

/** How fast operations come in the course of a run. */
public enum Pace {
    /** At the run's rate all along. */
    STEADY,
    /** At the run's rate in calm spans, and many times as fast in others between them. */
    WAVES;

    /** As in {@code test.json}, and after {@code --pace}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException there is no such pace */
    public static Pace named(String wire) {
        for (Pace each : values()) {
            if (each.wire().equals(wire)) {
                return each;
            }
        }
        throw new IllegalArgumentException("the pace is steady or waves, not " + wire);
    }
}
