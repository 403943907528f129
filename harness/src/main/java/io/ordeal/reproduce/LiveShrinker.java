package io.ordeal.reproduce;

import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run smaller that shows an anomaly, by trying it on the system: fewer faults, plainer ones, fewer workers,
 * operations and keys, less time. In this order:
 *
 * <ol>
 *   <li>{@link FirstGuesses}, the smallest first; if none shows it often enough, the one that did most often;
 *   <li>faults one by one; shorter ones; their plainer modes;
 *   <li>workers, keys, then operations, by halves, quarters, …;
 *   <li>gaps between operations;
 *   <li>fresh tries of what is left, which tell its rate.
 * </ol>
 *
 * <p>A smaller plan takes a greater one's place if a {@link SequentialTest} says that it shows the anomaly as often as is
 * wanted. Since many are tested, and one is as a rule accepted when it was lucky, the rate by which one was chosen flatters
 * it: the end is told by fresh tries alone.
 *
 * <p>Where a fault was at work in the recording, each plan that is to be taken is tried once without its faults: one that
 * shows the anomaly by itself shows another one.
 *
 * <p><b>Cannot do</b>: find the smallest, or leave out nodes, of which a target says how many it has.
 *
 * <p><b>Reference</b>: Zeller &amp; Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002 (complements of
 * ddmin).
 */
public final class LiveShrinker {
    /** Fresh tries at the end. */
    public static final int FRESH = 20;

    private static final double GOAL = 0.9;
    private static final double LEAST_GOAL = 0.3;

    /** Between what is wanted and what is not, as a share of what is wanted. */
    private static final double BAD = 0.55;

    private static final double WRONGLY_ACCEPTED = 0.15;
    private static final double WRONGLY_REJECTED = 0.2;

    /** A test that is not decided after so many tries is neither good nor bad: the greater plan stays. */
    private static final int MOST_TRIES = 12;

    /** So many tries whose faults did not come as planned are the plan's fault. */
    private static final int MOST_MISSES = 2;

    /** A recording that does not come back in so many tries is given up. */
    private static final int GIVEN_UP_AFTER = 6;

    private static final Duration CLOSE = Duration.ofMillis(200);
    private static final Duration SHORTEST_FAULT = Duration.ofMillis(200);

    /**
     * A plan that took a greater one's place.
     *
     * @param what was left out
     * @param rate by which it was chosen
     */
    public record Step(String what, ReplayPlan plan, Rate rate) {}

    /** Told how it gets on. */
    public interface Listener {
        /** A try begins. */
        default TrialListener began(String what, ReplayPlan plan, Rate soFar) {
            return TrialListener.none();
        }

        /** A try is done. */
        default void done(String what, LiveTry one, Rate soFar) {}

        /** A plan took the place of a greater one. */
        default void accepted(Step step) {}

        /** A plan that was accepted came back too seldom when it was tried afresh: the one before it, or an earlier one, stays. */
        default void givenUp(Step rare, Rate fresh, Step stays) {}
    }

    /**
     * What came of it.
     *
     * @param steps the plans that were accepted; the last is the smallest. Empty if the anomaly never came back
     * @param rate of the smallest
     * @param isConfirmed whether that is of {@link #FRESH} fresh tries
     * @param isFinished whether nothing more was to be tried
     * @param tries all of them
     * @param failure of the harness, after which no more was tried
     */
    public record Outcome(
            List<Step> steps,
            Rate rate,
            boolean isConfirmed,
            boolean isFinished,
            List<LiveTry> tries,
            Optional<TrialFailedException> failure) {
        public Outcome {
            steps = List.copyOf(steps);
            tries = List.copyOf(tries);
        }
    }

    private final List<FirstGuesses.Guess> guesses;
    private final int nodes;
    private final Duration budget;
    private final Trying trying;
    private final TriesFile tries;
    private final LongSupplier clock;
    private final Listener listener;
    private final List<Step> steps = new ArrayList<>();

    /** Plans that the budget's end left open. */
    private boolean ranOut;

    private double goal = GOAL;
    private long began;
    private long tryNanos;
    private int made;
    private volatile boolean stopped;
    private @Nullable TrialFailedException failure;

    LiveShrinker(
            List<FirstGuesses.Guess> guesses,
            int nodes,
            Duration budget,
            Trying trying,
            TriesFile tries,
            LongSupplier clock,
            Listener listener) {
        this.guesses = guesses.stream()
                .map(guess -> new FirstGuesses.Guess(guess.what(), Reducing.renumbered(guess.plan(), nodes)))
                .toList();
        this.nodes = nodes;
        this.budget = budget;
        this.trying = trying;
        this.tries = tries;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Shrinks, once.
     *
     * @throws RefusedRunException the recording's own plan makes no sense for the system
     * @throws Exception an error of this program
     */
    Outcome run() throws Exception {
        began = clock.getAsLong();
        if (!begin()) {
            return outcome(new Rate(0, 0), false);
        }
        for (int before = -1; before != steps.size() && !isOver(); ) {
            before = steps.size();
            fewerFaults();
            shorterFaults();
            plainerFaults();
            fewerOf("worker", one -> String.valueOf(one.worker()));
            fewerOf("key", one -> Reducing.key(one).orElse(""));
            fewerOf("operation", one -> String.valueOf(one.index()));
            attempt("shorter gaps", Reducing.closingGaps(plan(), CLOSE));
        }
        Rate fresh = confirm();
        boolean confirmed = fresh.of() >= FRESH;
        return outcome(fresh.of() == 0 ? last().rate() : fresh, confirmed);
    }

    private Outcome outcome(Rate rate, boolean isConfirmed) {
        return new Outcome(steps, rate, isConfirmed, !ranOut && !stopped, tries.all(), Optional.ofNullable(failure));
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    private ReplayPlan plan() {
        return last().plan();
    }

    /** Finds a plan to begin with. */
    private boolean begin() throws Exception {
        for (FirstGuesses.Guess guess : guesses) {
            if (attempt(guess.what(), guess.plan()) || isOver()) {
                break;
            }
        }
        if (!steps.isEmpty()) {
            return true;
        }
        FirstGuesses.Guess whole = guesses.get(guesses.size() - 1);
        String mark = TriesFile.mark(whole.plan());
        while (best().isEmpty() && !isOver() && rate(tries.of(mark, false)).of() < GIVEN_UP_AFTER) {
            if (once(whole.what(), whole.plan(), mark, false).isEmpty()) {
                break;
            }
        }
        best().ifPresent(step -> {
            goal = Math.max(LEAST_GOAL, Math.min(GOAL, step.rate().share()));
            accept(step);
        });
        return !steps.isEmpty();
    }

    /** Of the guesses the one that showed it most often, if one did at all. */
    private Optional<Step> best() {
        Optional<Step> best = Optional.empty();
        for (FirstGuesses.Guess guess : guesses) {
            Rate rate = rate(tries.of(TriesFile.mark(guess.plan()), false));
            if (rate.count() > 0
                    && rate.low() > best.map(step -> step.rate().low()).orElse(0.0)) {
                best = Optional.of(new Step(guess.what(), guess.plan(), rate));
            }
        }
        return best;
    }

    private void fewerFaults() throws Exception {
        for (PlannedFault fault : plan().schedule().faults()) {
            if (!isOver() && plan().schedule().find(fault.id()).isPresent()) {
                attempt(
                        "without the fault " + fault.id(),
                        Reducing.faults(plan(), one -> !one.id().equals(fault.id())));
            }
        }
    }

    private void shorterFaults() throws Exception {
        for (Duration longest = Reducing.longestFault(plan());
                longest.compareTo(SHORTEST_FAULT) > 0 && !isOver();
                longest = Reducing.longestFault(plan())) {
            Duration half = Duration.ofMillis(longest.toMillis() / 2);
            if (!attempt("faults that last " + half.toMillis() + " ms", Reducing.lastingAtMost(plan(), half))) {
                return;
            }
        }
    }

    private void plainerFaults() throws Exception {
        for (PlannedFault fault : plan().schedule().faults()) {
            List<String> plainer = fault.fault()
                    .mode()
                    .map(FaultKinds.named(fault.fault().kind())::plainerModes)
                    .orElse(List.of());
            for (String mode : plainer) {
                if (isOver()
                        || attempt(
                                fault.id() + " as " + mode, Reducing.inMode(plan(), fault.id(), Optional.of(mode)))) {
                    break;
                }
            }
        }
    }

    /** Operations by what they have in common: halves of the groups are left out, then quarters, down to each alone. */
    private void fewerOf(String what, Function<RecordedOperation, String> group) throws Exception {
        List<String> groups = groups(group);
        for (int parts = 2; groups.size() > 1 && !isOver(); ) {
            boolean less = false;
            int size = (groups.size() + parts - 1) / parts;
            for (int from = 0; from < groups.size() && !isOver(); from += size) {
                Set<String> out = new HashSet<>(groups.subList(from, Math.min(groups.size(), from + size)));
                ReplayPlan without = Reducing.operations(plan(), one -> !out.contains(group.apply(one)));
                if (!without.operations().isEmpty() && attempt(without(out.size(), what), without)) {
                    less = true;
                    break;
                }
            }
            if (less) {
                groups = groups(group);
                parts = Math.max(2, Math.min(parts - 1, groups.size()));
            } else if (size <= 1) {
                return;
            } else {
                parts = Math.min(groups.size(), parts * 2);
            }
        }
    }

    private static String without(int number, String what) {
        return "without " + number + " " + what + (number == 1 ? "" : "s");
    }

    private List<String> groups(Function<RecordedOperation, String> group) {
        return plan().operations().stream().map(group).distinct().collect(Collectors.toList());
    }

    /** Takes a plan for the smallest if it shows the anomaly often enough. */
    private boolean attempt(String what, ReplayPlan candidate) throws Exception {
        ReplayPlan smaller = steps.isEmpty() ? candidate : Reducing.renumbered(Reducing.trimmed(candidate), nodes);
        if (!steps.isEmpty() && smaller.equals(plan())) {
            return false;
        }
        SequentialTest test = new SequentialTest(goal * BAD, goal, WRONGLY_ACCEPTED, WRONGLY_REJECTED);
        String mark = TriesFile.mark(smaller);
        while (true) {
            List<LiveTry> known = tries.of(mark, false);
            SequentialTest.Decision decision = test.decide(rate(known));
            if (decision == SequentialTest.Decision.ACCEPTED) {
                if (showsWithoutFaults(what, smaller)) {
                    return false;
                }
                accept(new Step(what, smaller, rate(known)));
                return true;
            }
            long misses = known.stream()
                    .filter(one -> one.result() == ReplayTry.Result.MISSED)
                    .count();
            if (decision == SequentialTest.Decision.REJECTED
                    || misses >= MOST_MISSES
                    || known.size() >= MOST_TRIES
                    || once(what, smaller, mark, false).isEmpty()) {
                return false;
            }
        }
    }

    /**
     * Whether it comes about by itself, though a fault was at work in the recording: a lock whose release was left out runs
     * out whether its holder is paused or not. What was left out then was not idle, and the fault is a bystander.
     */
    private boolean showsWithoutFaults(String what, ReplayPlan plan) throws Exception {
        if (plan.schedule().isEmpty()) {
            return false;
        }
        ReplayPlan control = Reducing.faults(plan, fault -> false);
        String mark = TriesFile.mark(control);
        if (tries.of(mark, false).isEmpty()) {
            once(what + ", and no fault, to see whether it takes one", control, mark, false);
        }
        return tries.of(mark, false).stream()
                .anyMatch(one -> one.foreign()
                        .filter(said -> said.contains(Signature.NO_FAULT))
                        .isPresent());
    }

    private void accept(Step step) {
        steps.add(step);
        listener.accepted(step);
    }

    private static Rate rate(List<LiveTry> known) {
        return new Rate((int) known.stream().filter(LiveTry::isShown).count(), (int) known.stream()
                .filter(one -> one.result() != ReplayTry.Result.MISSED)
                .count());
    }

    /**
     * Tries the smallest afresh. What was taken by good luck and comes back too seldom now gives way to what was taken before it,
     * one step, then two, four, …, as long as there is time.
     */
    private Rate confirm() throws Exception {
        SequentialTest test = new SequentialTest(goal * BAD, goal, WRONGLY_ACCEPTED, WRONGLY_REJECTED);
        for (int back = 1; steps.size() > 1 && clock.getAsLong() - began <= budget.toNanos(); back *= 2) {
            Rate fresh = fresh(seen -> test.decide(seen) == SequentialTest.Decision.REJECTED);
            if (stopped || failure != null || test.decide(fresh) != SequentialTest.Decision.REJECTED) {
                break;
            }
            Step rare = last();
            steps.subList(Math.max(1, steps.size() - back), steps.size()).clear();
            listener.givenUp(rare, fresh, last());
        }
        return fresh(seen -> false);
    }

    /** The fresh tries are part of the budget as far as half of it; what they take beyond that, they take. */
    private Rate fresh(Predicate<Rate> isEnough) throws Exception {
        String mark = TriesFile.mark(plan());
        while (!stopped
                && failure == null
                && rate(tries.of(mark, true)).of() < FRESH
                && tries.of(mark, true).size() < FRESH + MOST_TRIES
                && !isEnough.test(rate(tries.of(mark, true)))) {
            if (once("fresh", plan(), mark, true).isEmpty()) {
                break;
            }
        }
        return rate(tries.of(mark, true));
    }

    /** One try more; none if there is no time left for it, or it was cut short, or the system takes no such run. */
    private Optional<LiveTry> once(String what, ReplayPlan plan, String mark, boolean isFresh) throws Exception {
        if (!isFresh && isOver()) {
            return Optional.empty();
        }
        long from = clock.getAsLong();
        try {
            Rate soFar = rate(tries.of(mark, isFresh));
            Optional<LiveTry> one = trying.once(plan, listener.began(what, plan, soFar));
            if (one.isEmpty()) {
                return one;
            }
            tries.add(mark, what, isFresh, one.get());
            listener.done(what, one.get(), rate(tries.of(mark, isFresh)));
            tryNanos += clock.getAsLong() - from;
            made++;
            return one;
        } catch (RefusedRunException refused) {
            boolean isWhole = guesses.get(guesses.size() - 1).plan().equals(plan);
            if (isWhole) {
                throw refused;
            }
            return Optional.empty();
        } catch (TrialInterruptedException interrupted) {
            stopped = true;
            return Optional.empty();
        } catch (TrialFailedException failed) {
            failure = failed;
            return Optional.empty();
        }
    }

    /** Whether nothing more is to be left out, so that there is time for the fresh tries. */
    private boolean isOver() {
        long each = made == 0 ? 0 : tryNanos / made;
        long forTheEnd = steps.isEmpty() ? 0 : Math.min(budget.toNanos() / 2, each * FRESH);
        boolean out = clock.getAsLong() - began > budget.toNanos() - forTheEnd;
        ranOut |= out;
        return out || stopped || failure != null;
    }

    /** Cuts short what is going on, and begins no more. From any thread. */
    void stop() {
        stopped = true;
        trying.stop();
    }
}
