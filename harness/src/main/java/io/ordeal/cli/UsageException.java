package io.ordeal.cli;

/** What was typed can't be done; the message says why, and what to type instead. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
