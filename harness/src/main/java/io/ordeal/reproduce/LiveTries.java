package io.ordeal.reproduce;

import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The tries of a live shrinking: makes them within a budget, and remembers what came of them, those of earlier days too. */
final class LiveTries {
    private final Duration budget;
    private final Trying trying;
    private final TriesFile file;
    private final LongSupplier clock;
    private final LiveShrinker.Listener listener;
    private long began;
    private long tryNanos;
    private int made;
    private boolean ranOut;
    private volatile boolean stopped;
    private @Nullable TrialFailedException failure;

    LiveTries(Duration budget, Trying trying, TriesFile file, LongSupplier clock, LiveShrinker.Listener listener) {
        this.budget = budget;
        this.trying = trying;
        this.file = file;
        this.clock = clock;
        this.listener = listener;
    }

    /** The budget begins to run. */
    void begin() {
        began = clock.getAsLong();
    }

    /** Those of a plan, as they were made. */
    List<LiveTry> of(ReplayPlan plan, boolean areFresh) {
        return file.of(TriesFile.mark(plan), areFresh);
    }

    /** How many of these showed it; those whose faults came otherwise than planned count for nothing. */
    Rate rate(ReplayPlan plan, boolean areFresh) {
        List<LiveTry> known = of(plan, areFresh);
        return new Rate((int) known.stream().filter(LiveTry::isShown).count(), (int) known.stream()
                .filter(one -> one.result() != ReplayTry.Result.MISSED)
                .count());
    }

    List<LiveTry> all() {
        return file.all();
    }

    /**
     * One try more, whether there is time left for it or not. One in which the harness failed, as where a server was not up in
     * time, is made once more.
     *
     * @return none if it was cut short, or the system takes no such run
     */
    Optional<LiveTry> once(String what, ReplayPlan plan, boolean isFresh) throws Exception {
        Optional<LiveTry> one = attempt(what, plan, isFresh);
        if (failure != null && !stopped && !isOut(0)) {
            failure = null;
            one = attempt(what, plan, isFresh);
        }
        return one;
    }

    private Optional<LiveTry> attempt(String what, ReplayPlan plan, boolean isFresh) throws Exception {
        long from = clock.getAsLong();
        try {
            Optional<LiveTry> one = trying.once(plan, listener.began(what, plan, rate(plan, isFresh)));
            if (one.isPresent()) {
                file.add(TriesFile.mark(plan), what, isFresh, one.get());
                listener.done(what, one.get(), rate(plan, isFresh));
                tryNanos += clock.getAsLong() - from;
                made++;
            }
            return one;
        } catch (TrialInterruptedException interrupted) {
            stopped = true;
            return Optional.empty();
        } catch (TrialFailedException failed) {
            failure = failed;
            return Optional.empty();
        }
    }

    /**
     * Whether there is no time for another.
     *
     * @param kept how many fresh tries must be possible afterwards, for which half of the budget is kept at most
     */
    boolean isOver(int kept) {
        boolean out = isOut(kept);
        ranOut |= out;
        return out || isStopped();
    }

    private boolean isOut(int kept) {
        long each = made == 0 ? 0 : tryNanos / made;
        return clock.getAsLong() - began > budget.toNanos() - Math.min(budget.toNanos() / 2, each * kept);
    }

    /** Whether no more are to be made, time or not. */
    boolean isStopped() {
        return stopped || failure != null;
    }

    /** Whether nothing was left undone because the time was over, or somebody said so. */
    boolean isAllDone() {
        return !ranOut && !stopped;
    }

    /** Of the harness, after which no more are made. */
    Optional<TrialFailedException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Cuts short what is going on. From any thread. */
    void stop() {
        stopped = true;
        trying.stop();
    }
}
