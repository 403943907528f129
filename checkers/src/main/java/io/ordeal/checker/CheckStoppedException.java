package io.ordeal.checker;

/** A check was stopped before it knew: its message is the cause of the verdict Unknown, and says how far it got. */
public final class CheckStoppedException extends RuntimeException {
    public CheckStoppedException(String cause) {
        super(cause, null, false, false);
    }

    /** In place of an {@link OutOfMemoryError}, once what was held is let go. */
    public static CheckStoppedException heapUsedUp() {
        return new CheckStoppedException("the heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB was used up: ORDEAL_OPTS=-Xmx8g gives more");
    }
}
