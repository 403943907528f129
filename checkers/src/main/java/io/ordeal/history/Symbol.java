package io.ordeal.history;

import java.util.Objects;

/**
 * An EDN symbol such as {@code java.io.IOException}. Operations do not use them; the exceptions that Clojure prints into
 * an {@code :error} do.
 */
public record Symbol(String name) {
    public Symbol {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a symbol's name is not empty");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
