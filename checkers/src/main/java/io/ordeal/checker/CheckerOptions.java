package io.ordeal.checker;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a checker can be told beside the history, as the command line's options say it. {@link
 * CheckerSpec#options} says which of it a checker takes; the rest must be left at its default.
 *
 * @param model the consistency level that must hold, in Elle's words; empty = the checker's own default
 * @param independent whether values are {@code [key value]} pairs; empty = seen from the history
 * @param initial the value before the first write: null = nil; of several registers a map
 * @param algorithm the name of one algorithm to be used instead of the one chosen by itself; empty = by itself
 * @param ttl how long a lease's grant lasts
 * @param permits how many may hold a semaphore at once
 * @param assumptions Elle's assumptions that are switched on: {@code sequential-keys}, {@code linearizable-keys}, {@code
 *     wfr-keys}
 * @param forbidden of {@link CheckerOption#NO_DUPLICATES} and {@link CheckerOption#NO_STALE_READS}, those that are switched
 *     on
 */
public record CheckerOptions(
        Optional<String> model,
        Optional<Boolean> independent,
        @Nullable Object initial,
        Optional<String> algorithm,
        Optional<Duration> ttl,
        int permits,
        Map<String, Boolean> assumptions,
        Set<CheckerOption> forbidden) {
    public static final CheckerOptions DEFAULT = new CheckerOptions(
            Optional.empty(), Optional.empty(), null, Optional.empty(), Optional.empty(), 1, Map.of(), Set.of());

    public CheckerOptions {
        assumptions = Map.copyOf(assumptions);
        forbidden = Set.copyOf(forbidden);
        if (permits < 1) {
            throw new IllegalArgumentException("a semaphore has at least one permit, not " + permits);
        }
    }

    public CheckerOptions withModel(String level) {
        return new CheckerOptions(
                Optional.of(level), independent, initial, algorithm, ttl, permits, assumptions, forbidden);
    }

    public CheckerOptions withIndependent(boolean pairs) {
        return new CheckerOptions(model, Optional.of(pairs), initial, algorithm, ttl, permits, assumptions, forbidden);
    }

    public CheckerOptions withInitial(@Nullable Object value) {
        return new CheckerOptions(model, independent, value, algorithm, ttl, permits, assumptions, forbidden);
    }

    public CheckerOptions withAlgorithm(String name) {
        return new CheckerOptions(model, independent, initial, Optional.of(name), ttl, permits, assumptions, forbidden);
    }

    public CheckerOptions withTtl(Duration lease) {
        return new CheckerOptions(
                model, independent, initial, algorithm, Optional.of(lease), permits, assumptions, forbidden);
    }

    public CheckerOptions withPermits(int number) {
        return new CheckerOptions(model, independent, initial, algorithm, ttl, number, assumptions, forbidden);
    }

    /** One of Elle's assumptions, switched on or off. */
    public CheckerOptions withAssumption(String name, boolean on) {
        Map<String, Boolean> more = new HashMap<>(assumptions);
        more.put(name, on);
        return new CheckerOptions(model, independent, initial, algorithm, ttl, permits, more, forbidden);
    }

    /**
     * What is a note else is an anomaly.
     *
     * @param option {@link CheckerOption#NO_DUPLICATES} or {@link CheckerOption#NO_STALE_READS}
     */
    public CheckerOptions withForbidden(CheckerOption option) {
        Set<CheckerOption> more = new HashSet<>(forbidden);
        more.add(option);
        return new CheckerOptions(model, independent, initial, algorithm, ttl, permits, assumptions, more);
    }

    /** Whether {@link #withForbidden} was told of an option. */
    public boolean forbids(CheckerOption option) {
        return forbidden.contains(option);
    }
}
