package io.ordeal.campaign.memory;

/** The memory can't be used; the message says which, why, and what to do. Nothing in it was changed. */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whether it is the disk that has no room for what was to be written. */
    private final boolean isDiskFull;

    MemoryException(String message, Throwable cause) {
        this(message, cause, false);
    }

    MemoryException(String message, Throwable cause, boolean isDiskFull) {
        super(message, cause);
        this.isDiskFull = isDiskFull;
    }

    MemoryException(String message) {
        super(message);
        isDiskFull = false;
    }

    public boolean isDiskFull() {
        return isDiskFull;
    }
}
