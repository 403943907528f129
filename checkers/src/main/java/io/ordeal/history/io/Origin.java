package io.ordeal.history.io;

/** Who wrote a history file, and so what may be expected of it. */
public enum Origin {
    /**
     * Somebody else, somehow: times may be absent, −1 or falling, and a last line that is whole counts even without its
     * newline, for many programs leave that out.
     */
    FOREIGN,
    /**
     * Ordeal's own recorder: falling times are an error, and a last line without its newline was being written when the
     * run died: it is dropped with a warning, whole or not.
     */
    OWN_RUN
}
