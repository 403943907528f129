package io.ordeal.serve.index;

import java.util.Locale;
import java.util.Optional;

/** What is known of a run's verdict. */
public enum RunState {
    /** There is no verdict yet, and something was written into the folder within the last minute. */
    UNDER_WAY,
    VALID,
    INVALID,
    UNKNOWN,
    /** There is no verdict, and nothing was written for a minute: it was killed, or is being judged at length. */
    UNFINISHED,
    /** Its {@code test.json} or {@code verdict.json} says nothing that can be understood. */
    UNREADABLE;

    /** As it stands in addresses and on pages: {@code under-way}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of that name; empty if there is none. */
    public static Optional<RunState> named(String wire) {
        for (RunState state : values()) {
            if (state.wire().equals(wire)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
