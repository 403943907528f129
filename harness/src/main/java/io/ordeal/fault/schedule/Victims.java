package io.ordeal.fault.schedule;

import java.util.Optional;

/** How a schedule speaks of whom another of its faults struck: {@code victim=ID}. */
final class Victims {
    private static final String PREFIX = "victim=";

    private Victims() {}

    /** The fault whose victim is meant; empty if the word means something else. */
    static Optional<String> faultOf(String whom) {
        return whom.startsWith(PREFIX) ? Optional.of(whom.substring(PREFIX.length())) : Optional.empty();
    }
}
