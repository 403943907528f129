package io.ordeal.checker;

/** A check was stopped before it knew: its message is the cause of the verdict Unknown, and says how far it got. */
public final class CheckStoppedException extends RuntimeException {
    public CheckStoppedException(String cause) {
        super(cause, null, false, false);
    }
}
