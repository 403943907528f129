package io.ordeal.cli;

import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialOutcome;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a trial, or other long work, so that Ctrl-C (or SIGTERM) ends it early but in order: a trial is healed, stopped,
 * judged as far as it got, its folder kept, and the JVM ends with the verdict's exit code.
 */
final class Interruptible {
    private static final long GRACE_MILLIS = 60_000;

    /** Set once a signal is ending the JVM. */
    private static final AtomicBoolean ENDING = new AtomicBoolean();

    private Interruptible() {}

    static TrialOutcome run(Trial trial) throws Exception {
        return run(trial::stop, trial::run);
    }

    /**
     * The same for whatever can be ended early.
     *
     * @param stop ends the work early, but in order
     */
    static <T> T run(Runnable stop, Callable<T> work) throws Exception {
        Thread hook = new Thread(
                () -> {
                    ENDING.set(true);
                    stop.run();
                    try {
                        // The JVM would end under the trial's feet if this returned; the main thread halts it.
                        Thread.sleep(GRACE_MILLIS);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "ordeal-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            if (!ENDING.get()) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException shuttingDown) {
                    ENDING.set(true);
                }
            }
        }
    }

    /** Whether a signal ends the JVM, so that it can be left only by halting. */
    static boolean isEnding() {
        return ENDING.get();
    }
}
