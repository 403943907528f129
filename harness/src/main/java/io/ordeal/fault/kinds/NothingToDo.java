package io.ordeal.fault.kinds;

import java.io.Serial;
import java.util.Map;

/** A fault finds nothing that it could do now: it does nothing, and the history is told why. */
final class NothingToDo extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    NothingToDo(String why) {
        super(why);
    }

    Map<String, Object> told() {
        return Map.of("skipped", String.valueOf(getMessage()));
    }
}
