package io.ordeal.toxiproxy;

import java.util.Locale;
import java.util.Optional;

/** Which way bytes run through a proxy. */
public enum Direction {
    /** From the client to the server behind the proxy. */
    UPSTREAM,
    /** From the server behind the proxy to the client. */
    DOWNSTREAM;

    /** The name on the wire: {@code upstream} or {@code downstream}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #wireName()} without regard to case; empty when it is neither. */
    static Optional<Direction> parse(String text) {
        for (Direction direction : values()) {
            if (direction.wireName().equalsIgnoreCase(text)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
