package io.ordeal.checker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a check lives under, and its way to tell how it gets on. One context serves one check, all threads of
 * it.
 */
public final class CheckContext {
    private final Duration timeLimit;
    private final long deadlineNanos;
    private final long memoryLimitBytes;
    private final int parallelism;
    private final boolean all;
    private final Consumer<String> progress;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private CheckContext(
            @Nullable Duration timeLimit,
            long memoryLimitBytes,
            int parallelism,
            boolean all,
            Consumer<String> progress) {
        this.timeLimit = timeLimit == null ? Duration.ofDays(365) : timeLimit;
        this.deadlineNanos = System.nanoTime() + this.timeLimit.toNanos();
        this.memoryLimitBytes = memoryLimitBytes;
        this.parallelism = parallelism;
        this.all = all;
        this.progress = progress;
    }

    /** No time limit, three quarters of the heap, all cores, the first violation suffices. */
    public static CheckContext unlimited() {
        return new CheckContext(
                null,
                Runtime.getRuntime().maxMemory() / 4 * 3,
                Runtime.getRuntime().availableProcessors(),
                false,
                message -> {});
    }

    /** As {@link #unlimited}, but the clock runs from now. */
    public static CheckContext withTimeLimit(Duration limit) {
        return new CheckContext(
                limit,
                Runtime.getRuntime().maxMemory() / 4 * 3,
                Runtime.getRuntime().availableProcessors(),
                false,
                message -> {});
    }

    public CheckContext withMemoryLimit(long bytes) {
        return new CheckContext(timeLimit, bytes, parallelism, all, progress);
    }

    public CheckContext withParallelism(int threads) {
        return new CheckContext(timeLimit, memoryLimitBytes, threads, all, progress);
    }

    /** All violations are wanted, one per key at least, not just the first. */
    public CheckContext withAll(boolean wanted) {
        return new CheckContext(timeLimit, memoryLimitBytes, parallelism, wanted, progress);
    }

    /** @param listener is told, in a few words, how far a long check has got; from any thread */
    public CheckContext withProgress(Consumer<String> listener) {
        return new CheckContext(timeLimit, memoryLimitBytes, parallelism, all, listener);
    }

    /**
     * Stops the check if its time is over, it was cancelled, or its thread was interrupted. Costs some tens of
     * nanoseconds: call it every few hundred steps.
     */
    public void checkpoint() {
        if (cancelled.get() || Thread.currentThread().isInterrupted()) {
            throw new CheckStoppedException("the check was interrupted");
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new CheckStoppedException(
                    "the time limit of " + timeLimit.toMillis() / 1000.0 + " s was reached: --time-limit raises it");
        }
    }

    /** Bytes that the check may allocate and hold at once; it keeps count itself. */
    public long memoryLimitBytes() {
        return memoryLimitBytes;
    }

    public int parallelism() {
        return parallelism;
    }

    public boolean all() {
        return all;
    }

    public void progress(String message) {
        progress.accept(message);
    }

    /** Makes every thread's next {@link #checkpoint} throw. */
    public void cancel() {
        cancelled.set(true);
    }
}
