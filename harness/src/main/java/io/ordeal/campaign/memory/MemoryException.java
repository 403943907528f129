package io.ordeal.campaign.memory;

/** The memory can't be used; the message says which, why, and what to do. Nothing in it was changed. */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MemoryException(String message, Throwable cause) {
        super(message, cause);
    }

    MemoryException(String message) {
        super(message);
    }
}
