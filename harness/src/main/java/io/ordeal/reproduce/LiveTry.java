package io.ordeal.reproduce;

import io.ordeal.trial.Signature;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A try of a plan that was made smaller, as it is remembered.
 *
 * @param result whether it showed the anomaly, by its {@link Signature}; SAME is of this signature alone
 * @param foreign what other anomaly it showed, in a few words
 * @param run its folder; empty if it has none
 * @param events what the harness saw in it, in words that are the same for the same kind of thing
 */
public record LiveTry(
        ReplayTry.Result result, Optional<String> foreign, Optional<Path> run, NavigableSet<String> events) {
    public LiveTry {
        events = new TreeSet<>(events);
    }

    boolean isShown() {
        return result == ReplayTry.Result.SAME;
    }
}
