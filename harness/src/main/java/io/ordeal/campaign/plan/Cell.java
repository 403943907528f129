package io.ordeal.campaign.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is tried night after night: a target under a workload and faults.
 *
 * @param target by name
 * @param workload by name
 * @param faults of its trials
 * @param options as {@code ./ordeal run} takes them, without dashes, where they are not the usual ones: {@code
 *     concurrency=4}; {@code version} is a server's
 */
public record Cell(String target, String workload, FaultChoice faults, Map<String, String> options) {
    public Cell {
        options = Map.copyOf(options);
    }

    /** By which it is known in memories and files: {@code 2pc-naive/transfer/kill-coordinator@concurrency=4}. */
    public String name() {
        String plain = target + "/" + workload + "/" + faults.name();
        return options.isEmpty()
                ? plain
                : plain
                        + new TreeMap<>(options)
                                .entrySet().stream()
                                        .map(option -> option.getKey() + "=" + option.getValue())
                                        .collect(Collectors.joining(",", "@", ""));
    }

    @Override
    public String toString() {
        return name();
    }
}
