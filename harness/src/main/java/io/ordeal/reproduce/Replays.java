package io.ordeal.reproduce;

import io.ordeal.fault.schedule.Schedule;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Many replays of one plan, one after the other or some at a time. A try whose faults did not come as recorded mends the
 * schedule of those that begin after it.
 */
public final class Replays {
    /**
     * How many.
     *
     * @param times at most, ≥ 1
     * @param untilBroken whether the first that shows the anomaly is the last
     * @param jobs at a time, ≥ 1
     */
    public record Limits(int times, boolean untilBroken, int jobs) {
        public Limits {
            if (times < 1 || jobs < 1) {
                throw new IllegalArgumentException(
                        "expected a number of tries and of jobs of at least 1, found " + times + " and " + jobs);
            }
        }
    }

    /** Told how they get on; calls may come from several threads, one at a time. */
    public interface Listener {
        /** @param number of the try, from 1 */
        default TrialListener began(int number) {
            return TrialListener.none();
        }

        /** A try is done. */
        default void done(int number, ReplayTry one, Tally soFar) {}

        /** The schedule is another from the next try on. */
        default void mended(Schedule schedule, String why) {}
    }

    private final Sought sought;
    private final Catalog catalog;
    private final Path results;
    private final Limits limits;
    private final Listener listener;

    /** All below is guarded by this. */
    private ReplayPlan plan;

    private final List<ReplayTry> tries = new ArrayList<>();
    private final List<Replay> running = new ArrayList<>();
    private int begun;
    private boolean stopped;
    private @Nullable TrialFailedException failure;

    /**
     * Replays that have not begun.
     *
     * @param sought the anomaly that is looked for
     * @param results the folder under which the runs' own are made
     */
    public Replays(ReplayPlan plan, Sought sought, Catalog catalog, Path results, Limits limits, Listener listener) {
        this.plan = plan;
        this.sought = sought;
        this.catalog = catalog;
        this.results = results;
        this.limits = limits;
        this.listener = listener;
    }

    /**
     * Runs them, once. Ends early when it is {@linkplain #stop stopped}, or when the harness fails; what was reached until
     * then is told.
     *
     * @throws io.ordeal.trial.RefusedRunException the plan makes no sense for the system
     * @throws Exception an error of this program
     */
    public Tally run() throws Exception {
        // a group each, by which their runs' logs are told apart
        ExecutorService workers = Executors.newFixedThreadPool(
                limits.jobs(), task -> new Thread(new ThreadGroup("replays"), task, "ordeal-replays"));
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < limits.jobs(); i++) {
                all.add(workers.submit((Callable<Void>) () -> {
                    while (one()) {
                        // the next
                    }
                    return null;
                }));
            }
            for (Future<?> worker : all) {
                worker.get();
            }
        } catch (ExecutionException failed) {
            stop();
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            workers.shutdownNow();
        }
        return tally();
    }

    /** Does one more, if there is one to be done. */
    private boolean one() throws Exception {
        Replay replay;
        ReplayPlan planned;
        int number;
        synchronized (this) {
            if (stopped || begun >= limits.times() || failure != null || (limits.untilBroken() && isShown())) {
                return false;
            }
            number = ++begun;
            planned = plan;
            replay = new Replay(planned, sought, catalog, results, listener.began(number));
            running.add(replay);
        }
        try {
            ReplayTry done = replay.run();
            done(number, planned, done);
            return true;
        } catch (TrialInterruptedException interrupted) {
            return false;
        } catch (TrialFailedException failed) {
            synchronized (this) {
                failure = failed;
            }
            return false;
        } finally {
            synchronized (this) {
                running.remove(replay);
            }
        }
    }

    private synchronized void done(int number, ReplayPlan planned, ReplayTry one) {
        if (one.isCutShort() && one.result() != ReplayTry.Result.SAME) {
            return; // it might have come to more
        }
        tries.add(one);
        listener.done(number, one, tally());
        if (one.result() == ReplayTry.Result.MISSED) {
            one.miss()
                    .flatMap(miss ->
                            Mending.mend(planned.schedule(), planned.recording().schedule(), miss))
                    .ifPresent(mended -> {
                        plan = plan.withSchedule(mended);
                        listener.mended(mended, one.miss().orElseThrow().sentence());
                    });
        }
        if (limits.untilBroken() && isShown()) {
            running.forEach(Replay::stop);
        }
    }

    private boolean isShown() {
        return tries.stream().anyMatch(one -> one.result() == ReplayTry.Result.SAME);
    }

    /** What was reached so far. */
    public synchronized Tally tally() {
        return new Tally(tries, Optional.ofNullable(failure));
    }

    /** The plan as it is by now, with all that was mended. */
    public synchronized ReplayPlan plan() {
        return plan;
    }

    /** Cuts short what is running, and begins no more. From any thread. */
    public synchronized void stop() {
        stopped = true;
        running.forEach(Replay::stop);
    }
}
