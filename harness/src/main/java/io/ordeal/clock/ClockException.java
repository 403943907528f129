package io.ordeal.clock;

import java.io.IOException;
import java.io.Serial;

/** The clock of a process can't be shifted, or not be put right: why. */
public final class ClockException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ClockException(String message) {
        super(message);
    }

    ClockException(String message, Throwable cause) {
        super(message, cause);
    }
}
