package io.ordeal.checker.locks;

import io.ordeal.checker.linearizability.Model;
import java.util.Arrays;

/** The models of locks, for tests of other packages to draw histories of. */
public final class LockModels {
    private LockModels() {}

    /** The model of a checker. */
    public static Model<?> named(String checker, int permits) {
        return Arrays.stream(LockKind.values())
                .filter(kind -> kind.wire.equals(checker))
                .findFirst()
                .orElseThrow()
                .model(permits);
    }
}
