package io.ordeal.store;

import io.ordeal.text.EnumWords;

/** How fast operations come in the course of a run. */
public enum Pace {
    /** At the run's rate all along. */
    STEADY,
    /** At the run's rate in calm spans, and many times as fast in others between them. */
    WAVES;

    /** As in {@code test.json}, and after {@code --pace}. */
    public String wire() {
        return EnumWords.of(this);
    }

    /** @throws IllegalArgumentException there is no such pace */
    public static Pace named(String wire) {
        return EnumWords.named(Pace.class, "pace", wire);
    }
}
