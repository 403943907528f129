package io.ordeal.history;

import java.util.Objects;

/** An EDN keyword such as {@code :append}; {@code name} is without the colon. JSON lines know only strings. */
public record Keyword(String name) implements Comparable<Keyword> {
    public Keyword {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.charAt(0) == ':') {
            throw new IllegalArgumentException("a keyword's name is not empty and comes without its colon: " + name);
        }
    }

    public static Keyword of(String name) {
        return new Keyword(name);
    }

    @Override
    public int compareTo(Keyword other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return ":" + name;
    }
}
