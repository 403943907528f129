package io.ordeal.workload.job;

import java.util.List;

/**
 * What a job has left.
 *
 * @param job its id
 * @param marked whether it says of itself that it is whole, as Hadoop's {@code _SUCCESS} does
 * @param records all that are in it, each as often as it is there, in whatever order: numbers, or texts for what is none
 */
public record JobOutput(long job, boolean marked, List<Object> records) {
    public JobOutput {
        records = List.copyOf(records);
    }
}
