package io.ordeal.validate;

import io.ordeal.cluster.ClusterKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be found out of a target.
 *
 * @param target by name
 * @param workloads by name; none: all that it serves
 * @param budget until the last trial ends
 * @param jobs trials side by side, at most
 * @param seed of all seeds
 * @param cluster where nodes run
 * @param version of what its nodes run, as after {@code --version}; empty: the usual one
 * @param results where runs land, absolute
 * @param workerCommand of a JVM that makes trials, and ends when this process does
 */
public record ValidationRequest(
        String target,
        List<String> workloads,
        Duration budget,
        int jobs,
        long seed,
        ClusterKind cluster,
        Optional<String> version,
        Path results,
        List<String> workerCommand) {
    /** Without a word of anybody's. */
    public static final Duration USUAL_BUDGET = Duration.ofMinutes(10);

    public ValidationRequest {
        workloads = List.copyOf(workloads);
        workerCommand = List.copyOf(workerCommand);
        if (budget.compareTo(Inquiry.least()) < 0) {
            throw new IllegalArgumentException("--budget: one trial takes "
                    + Inquiry.least().toSeconds() + " s, more than " + budget.toMillis() / 1e3
                    + " s: give it more, as in --budget 10m");
        }
        if (jobs < 1 || jobs > 1000) {
            throw new IllegalArgumentException("--jobs takes 1 to 1000 trials side by side, not " + jobs);
        }
    }
}
