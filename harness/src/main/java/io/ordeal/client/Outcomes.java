package io.ordeal.client;

import org.jspecify.annotations.Nullable;

/** What an exception says of an operation. The one place where that is decided. */
public final class Outcomes {
    private static final int MAX_LENGTH = 200;

    private Outcomes() {}

    /**
     * How an operation ended that did not end by an answer.
     *
     * @param value what was invoked
     */
    public static Completion of(Throwable thrown, @Nullable Object value) {
        return thrown instanceof DefiniteFailure failure
                ? Completion.fail(value, String.valueOf(failure.getMessage()))
                : Completion.info(value, describe(thrown));
    }

    /** Class and message, in a line that fits a history. */
    public static String describe(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return name;
        }
        String line = message.strip().lines().findFirst().orElse("");
        return name + ": " + (line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…");
    }
}
