package io.ordeal.runner;

import java.time.Duration;

/**
 * How a runner does its work.
 *
 * @param concurrency client workers, ≥ 1
 * @param seed of the run; all that generators draw hangs on it
 * @param operationTimeout after which a client's operation is given up as unknown; it counts from when its client is called
 * @param openTimeout after which opening a client is given up; the operation for which it was opened fails
 * @param openRetryDelay how long a worker whose client could not be opened waits before that operation fails
 * @param nemesisTimeout after which an operation of the nemesis is given up, and the run with it
 * @param stopGrace how long operations may still take when a run is stopped, and clients when they are closed
 */
public record RunnerOptions(
        int concurrency,
        long seed,
        Duration operationTimeout,
        Duration openTimeout,
        Duration openRetryDelay,
        Duration nemesisTimeout,
        Duration stopGrace) {
    public RunnerOptions {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is at least 1, not " + concurrency);
        }
        positive(operationTimeout, "operation time-out");
        positive(openTimeout, "open time-out");
        positive(nemesisTimeout, "nemesis time-out");
    }

    /** With 10 s to open a client, 100 ms between tries, 2 min for the nemesis, and 2 s of grace. */
    public static RunnerOptions of(int concurrency, Duration operationTimeout, long seed) {
        return new RunnerOptions(
                concurrency,
                seed,
                operationTimeout,
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                Duration.ofMinutes(2),
                Duration.ofSeconds(2));
    }

    public RunnerOptions withOpening(Duration timeout, Duration retryDelay) {
        return new RunnerOptions(concurrency, seed, operationTimeout, timeout, retryDelay, nemesisTimeout, stopGrace);
    }

    public RunnerOptions withNemesisTimeout(Duration timeout) {
        return new RunnerOptions(concurrency, seed, operationTimeout, openTimeout, openRetryDelay, timeout, stopGrace);
    }

    public RunnerOptions withStopGrace(Duration grace) {
        return new RunnerOptions(
                concurrency, seed, operationTimeout, openTimeout, openRetryDelay, nemesisTimeout, grace);
    }

    private static void positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " is not positive: " + duration);
        }
    }
}
