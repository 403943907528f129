package io.ordeal.reproduce;

import io.ordeal.trial.TrialFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What many replays came to.
 *
 * @param tries all that were done, in the order in which they ended
 * @param failure of the harness, after which no more was tried
 */
public record Tally(List<ReplayTry> tries, Optional<TrialFailedException> failure) {
    public Tally {
        tries = List.copyOf(tries);
    }

    public int count(ReplayTry.Result result) {
        return (int) tries.stream().filter(one -> one.result() == result).count();
    }

    /**
     * How often the anomaly came back, of the tries that came to a verdict and whose faults came as recorded, and of others
     * that showed it all the same.
     */
    public Rate rate() {
        int uncounted = count(ReplayTry.Result.MISSED) + count(ReplayTry.Result.UNKNOWN);
        return new Rate(count(ReplayTry.Result.SAME), tries.size() - uncounted);
    }

    /** How many tries showed each other anomaly, by what it is. */
    public Map<String, Integer> others() {
        Map<String, Integer> others = new TreeMap<>();
        tries.forEach(one -> one.others().forEach(type -> others.merge(type, 1, Integer::sum)));
        return others;
    }

    /** The middle of the times to it in nanoseconds, the lower one of two; empty if it never came back. */
    public OptionalLong medianNanosToIt() {
        List<Long> times = tries.stream()
                .map(ReplayTry::nanosToIt)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .sorted()
                .toList();
        return times.isEmpty() ? OptionalLong.empty() : OptionalLong.of(times.get((times.size() - 1) / 2));
    }
}
