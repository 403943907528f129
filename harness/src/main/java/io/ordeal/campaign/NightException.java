package io.ordeal.campaign;

/** A night can't be begun; nothing was changed. The message says what to do. */
public final class NightException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NightException(String message) {
        super(message);
    }
}
