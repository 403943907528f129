package io.ordeal.checker.linearizability;

import org.jspecify.annotations.Nullable;

/**
 * A model of a system whose parts do not touch each other, such as the keys of a map: it is judged part by part, which is
 * exact (Herlihy &amp; Wing 1990, theorem 1) and much faster. The states are those of one part.
 */
public interface KeyedModel<S> extends Model<S> {
    /** The part that a call touches, and it touches no other; told from its {@code f} and input alone. */
    @Nullable
    Object key(Call call);
}
