package io.ordeal.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client is asked to do.
 *
 * @param f the operation's name, e.g. {@code acquire}
 * @param value what it is given, in the kinds of {@link io.ordeal.history.Op#value}
 */
public record Invocation(String f, @Nullable Object value) {
    public Invocation {
        Objects.requireNonNull(f, "f");
    }
}
