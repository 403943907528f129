package io.ordeal.cli;

/** What was typed can't be done; the message says why, and what to type instead. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }

    /** Something below the command line has said why. */
    public UsageException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
