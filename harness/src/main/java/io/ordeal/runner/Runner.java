package io.ordeal.runner;

import io.ordeal.fault.NemesisJournal;
import io.ordeal.generator.Generator;
import org.jspecify.annotations.Nullable;

/**
 * Runs generators against a system, one after the other: the phases of one run, over which processes, time, clients and
 * the record go on. Everything is of this object's own; any number of runners may be at work in one virtual machine.
 *
 * <p>{@link #run} is for one thread at a time; {@link #stop} may be called by any.
 */
public final class Runner implements NemesisJournal, AutoCloseable {
    private final Scheduler scheduler;

    /**
     * A runner that has done nothing yet. Clients are opened when they are first needed, or by {@link #openClients}.
     *
     * @param nemesis does the nemesis' operations; null if there are none
     * @param freezer freezes this runner's workers
     * @param recorder is not closed with the runner
     */
    public Runner(
            RunnerOptions options,
            ClientOpener opener,
            @Nullable NemesisClient nemesis,
            WorkerFreezer freezer,
            Recorder recorder) {
        scheduler = new Scheduler(options, opener, nemesis, freezer, recorder);
    }

    /**
     * Opens a client for each worker, all at once, so that what it takes to connect is no part of the first phase; the
     * run's time begins when they are there. One that can't be opened within {@link RunnerOptions#openTimeout} is tried
     * again with its worker's first operation, which tells what came of it. Before the first phase, if at all.
     *
     * @throws RunFailedException if a client's code can't be run at all
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void openClients() throws InterruptedException {
        scheduler.openClients();
    }

    /**
     * Does what a generator wants done, until it is exhausted and nothing is under way any more. When the calling thread
     * is interrupted the phase is stopped, and the thread is interrupted again when this returns. When nothing goes on
     * any more but operations that are frozen, they are thawed.
     *
     * @return whether it came to its own end: false if it was stopped before
     * @throws RunFailedException if the run can't go on: the history can't be written, the generator or a client's code
     *     is at fault, the nemesis hangs. What was under way is recorded as unknown, and the runner is of no further use.
     */
    public boolean run(Generator phase) {
        return !scheduler.run(phase);
    }

    /**
     * Stops the phase that is being run, if one is: no operation begins any more, and those under way are given up when
     * the grace time is over. The runner can run another phase afterwards, such as one that heals.
     */
    public void stop() {
        scheduler.stop();
    }

    @Override
    public long nowNanos() {
        return scheduler.nowNanos();
    }

    /** Writes an event of the nemesis', whether a phase is being run or not. */
    @Override
    public void note(String f, @Nullable Object value, @Nullable Object error) {
        scheduler.note(f, value, error);
    }

    /** Stops, closes all clients and ends all threads; those that do not end within the grace time are left behind. */
    @Override
    public void close() {
        try {
            scheduler.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
