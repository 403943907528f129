package io.ordeal.fault;

import org.jspecify.annotations.Nullable;

/** Where what is done to a system is written down while it is done: the run's history. From any thread. */
public interface NemesisJournal {
    /** Nanoseconds since the run began, as the history has them. */
    long nowNanos();

    /**
     * Writes an event of the nemesis', {@code :info}. It is in the file when this returns.
     *
     * @param value of the kinds that a history holds
     * @param error why it could not be done; null if it was
     */
    void note(String f, @Nullable Object value, @Nullable Object error);
}
