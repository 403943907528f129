package io.ordeal.client;

import io.ordeal.history.OpType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param type OK, FAIL or INFO
 * @param value what the system answered (ok); else usually what was invoked
 * @param error why it failed or is unknown; null when ok
 */
public record Completion(
        OpType type, @Nullable Object value, @Nullable Object error) {
    public Completion {
        Objects.requireNonNull(type, "type");
        if (!type.isCompletion()) {
            throw new IllegalArgumentException("an operation ends ok, fail or info, not with another invoke");
        }
    }

    public static Completion ok(@Nullable Object value) {
        return new Completion(OpType.OK, value, null);
    }

    /** It certainly had no effect. */
    public static Completion fail(@Nullable Object value, Object error) {
        return new Completion(OpType.FAIL, value, error);
    }

    /** Nobody knows. */
    public static Completion info(@Nullable Object value, Object error) {
        return new Completion(OpType.INFO, value, error);
    }
}
