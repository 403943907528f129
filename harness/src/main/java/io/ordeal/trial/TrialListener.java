package io.ordeal.trial;

import io.ordeal.history.Op;
import io.ordeal.store.RunFolder;

/** Told how a trial gets on; called from several threads, and must return quickly. */
public interface TrialListener {
    /** The run's folder exists; all that follows is in its log. */
    default void started(RunFolder folder) {}

    /** A new phase has begun, e.g. {@code starting 3 nodes}. */
    default void phase(String what) {}

    /** An event was recorded. */
    default void event(Op event) {}

    /** Nobody listens. */
    static TrialListener none() {
        return new TrialListener() {};
    }
}
