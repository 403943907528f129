package io.ordeal.kit;

import java.util.Collection;

/** How what was found is held against what a test names. */
final class BrokenPromise {
    private BrokenPromise() {}

    /**
     * Whether all that was named was found, and nothing else.
     *
     * @throws IllegalArgumentException nothing is named
     */
    static boolean isAsNamed(Collection<String> found, Collection<String> named) {
        if (named.isEmpty()) {
            throw new IllegalArgumentException(
                    "breaks() names the anomalies, such as breaks(\"lost-update\"); all: ./ordeal list checkers");
        }
        return found.containsAll(named) && named.containsAll(found);
    }
}
