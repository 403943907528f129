package io.ordeal.runner;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.fault.ClientFreezer.Moment;
import io.ordeal.generator.KeyedRandom;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the runner tells a client of its process: the part of a {@link ClientContext} that is the runner's. */
public final class ProcessContext {
    private final Scheduler scheduler;
    private final WorkerFreezer freezer;
    private final RunnerOptions options;
    private final int worker;
    private final int process;

    /** What the operation was about that ended this process; guarded by the scheduler's lock. */
    private @Nullable Object lastValue;

    private boolean retired;

    ProcessContext(Scheduler scheduler, WorkerFreezer freezer, RunnerOptions options, int worker, int process) {
        this.scheduler = scheduler;
        this.freezer = freezer;
        this.options = options;
        this.worker = worker;
        this.process = process;
    }

    /** The whole of what a client may know, with its ways to the nodes: {@link Routes#none} where there is no cluster. */
    public ClientContext reaching(Routes routes) {
        return reaching(() -> routes);
    }

    /** Likewise, with ways that change. */
    public ClientContext reaching(Supplier<Routes> ways) {
        return new ReachingContext(this, ways);
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

    /**
     * As {@link ClientContext#sessionLost}. Recorded of a retired process too, whose holds of other locks may still stand
     * in the history; not after the runner is closed.
     */
    public void sessionLost(Object lock) {
        scheduler.sessionLost(this, lock);
    }

    /** The process is never heard of again: the outcome of its last operation is unknown. */
    void retire(@Nullable Object value) {
        retired = true;
        lastValue = value;
    }

    /**
     * Whether it tells anything that the session is lost. It does not where the last operation on that very lock was of
     * unknown outcome: from then on nobody could say that the process has it.
     */
    boolean tells(Object lostLock) {
        return !retired || !lostLock.equals(lastValue);
    }

    /** As {@link ClientContext#pausePoint}. */
    public void pausePoint() throws InterruptedException {
        freezer.at(Moment.POINT, worker, process, scheduler.clocks().of(worker, process));
    }
}
