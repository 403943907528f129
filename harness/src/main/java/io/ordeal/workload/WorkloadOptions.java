package io.ordeal.workload;

import java.time.Duration;

/**
 * What a run tells its workload. It is part of the run's {@code test.json}.
 *
 * @param seed of the run
 * @param concurrency workers, ≥ 1
 * @param keys locks or registers that are in use at once, ≥ 1
 * @param operationsPerKey after so many operations on a register another takes its place, ≥ 1
 * @param timeLimit of the main phase
 */
public record WorkloadOptions(long seed, int concurrency, int keys, int operationsPerKey, Duration timeLimit) {
    public WorkloadOptions {
        if (concurrency < 1 || keys < 1 || operationsPerKey < 1) {
            throw new IllegalArgumentException("concurrency, keys and operations per key are at least 1: " + concurrency
                    + ", " + keys + ", " + operationsPerKey);
        }
    }
}
