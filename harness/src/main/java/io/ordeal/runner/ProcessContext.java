package io.ordeal.runner;

import io.ordeal.client.ClientContext;
import io.ordeal.generator.KeyedRandom;
import java.time.Duration;

/** What the runner tells a client of its process: the part of a {@link ClientContext} that is the runner's. */
public final class ProcessContext {
    private final Scheduler scheduler;
    private final WorkerFreezer freezer;
    private final RunnerOptions options;
    private final int worker;
    private final int process;

    ProcessContext(Scheduler scheduler, WorkerFreezer freezer, RunnerOptions options, int worker, int process) {
        this.scheduler = scheduler;
        this.freezer = freezer;
        this.options = options;
        this.worker = worker;
        this.process = process;
    }

    /** As {@link ClientContext#process}. */
    public int process() {
        return process;
    }

    /** As {@link ClientContext#worker}. */
    public int worker() {
        return worker;
    }

    /** As {@link ClientContext#operationTimeout}. */
    public Duration operationTimeout() {
        return options.operationTimeout();
    }

    /** As {@link ClientContext#seed}. */
    public long seed() {
        return KeyedRandom.of(options.seed(), "client", worker, process).nextLong();
    }

    /** As {@link ClientContext#sessionLost}. After the runner is closed it is recorded no more. */
    public void sessionLost(Object lock) {
        scheduler.sessionLost(worker, process, lock);
    }

    /** As {@link ClientContext#pausePoint}. */
    public void pausePoint() throws InterruptedException {
        freezer.pausePoint(worker, process, scheduler.clockOf(worker, process));
    }
}
