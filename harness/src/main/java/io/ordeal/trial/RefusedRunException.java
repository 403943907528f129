package io.ordeal.trial;

/** A run that makes no sense as it was asked for: refused before anything starts; the message says what would. */
public final class RefusedRunException extends RuntimeException {
    public RefusedRunException(String message) {
        super(message);
    }
}
