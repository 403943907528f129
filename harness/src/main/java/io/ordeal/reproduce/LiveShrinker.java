package io.ordeal.reproduce;

import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Signature;
import io.ordeal.trial.TrialFailedException;
import io.ordeal.trial.TrialListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a run smaller that shows an anomaly, by trying it on the system: fewer faults, plainer ones, fewer workers,
 * operations and keys, less time. In this order:
 *
 * <ol>
 *   <li>{@link FirstGuesses}, the smallest first; if none shows it often enough, the one that did most often;
 *   <li>{@link LeavingOut} of faults, workers, keys, operations, steps of transactions, and idle time;
 *   <li>fresh tries of what is left, which tell its rate; what comes back too seldom is made in {@linkplain Repetition several
 *       rounds}, if its workload can keep them apart; else it begins with the guess that comes next.
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

    /** So often each guess is tried before that, one after the other. */
    private static final int PASSES = 3;

    /** So many tries tell which of the guesses shows it most often, where none does so as often as is wanted. */
    private static final int TO_CHOOSE = 5;

    /** Of the fresh tries so many may be in vain, and the rate is still as wanted. */
    private static final int FRESH_IN_VAIN = (int) Math.round(FRESH * (1 - GOAL));

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
    private final Repetition repetition;
    private final LiveTries tries;
    private final Listener listener;
    private final List<Step> steps = new ArrayList<>();
    private final LeavingOut leavingOut = new LeavingOut(new LeavingOut.Attempts() {
        @Override
        public ReplayPlan plan() {
            return LiveShrinker.this.plan();
        }

        @Override
        public boolean take(String what, ReplayPlan smaller) throws Exception {
            return attempt(what, smaller);
        }

        @Override
        public boolean isOver() {
            return LiveShrinker.this.isOver();
        }
    });
    private double goal = GOAL;

    /** Guesses that were taken or passed over. */
    private int guessed;

    /** Whether one was taken, so that time is to be kept for fresh tries. */
    private boolean begun;

    /** Whether something that is kept for long was seen to be lost without any fault: so it would be by whoever is first. */
    private boolean needsNoFault;

    /** Whether nothing more is left out, so that no time is to be kept for fresh tries. */
    private boolean atTheEnd;

    LiveShrinker(
            List<FirstGuesses.Guess> guesses, int nodes, Repetition repetition, LiveTries tries, Listener listener) {
        this.guesses = guesses.stream()
                .map(guess -> new FirstGuesses.Guess(
                        guess.what(), Workers.renumbered(guess.plan(), nodes), guess.mayNeedNoFault()))
                .toList();
        this.nodes = nodes;
        this.repetition = repetition;
        this.tries = tries;
        this.listener = listener;
    }

    /**
     * Shrinks, once.
     *
     * @throws RefusedRunException the recording's own plan makes no sense for the system
     * @throws Exception an error of this program
     */
    Outcome run() throws Exception {
        tries.begin();
        if (!begin()) {
            return outcome(new Rate(0, 0), false);
        }
        leaveOut();
        while (!confirm()) {
            leaveOut();
        }
        Rate fresh = fresh(seen -> false);
        boolean confirmed = fresh.of() >= FRESH;
        return outcome(fresh.of() == 0 ? last().rate() : fresh, confirmed);
    }

    private void leaveOut() throws Exception {
        atTheEnd = false;
        for (int before = -1; before != steps.size() && !isOver(); ) {
            before = steps.size();
            leavingOut.all();
        }
        atTheEnd = true;
    }

    private Outcome outcome(Rate rate, boolean isConfirmed) {
        return new Outcome(steps, rate, isConfirmed, tries.isAllDone(), tries.all(), tries.failure());
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    private ReplayPlan plan() {
        return last().plan();
    }

    /** Finds a plan to begin with. */
    private boolean begin() throws Exception {
        if (guess()) {
            return true;
        }
        tryInTurn();
        chooseWell();
        for (Optional<Step> best = best(); best.isPresent() && steps.isEmpty(); best = best()) {
            Step step = best.get();
            if (!showsWithoutFaults(step.what(), step.plan())) {
                goal = Math.max(LEAST_GOAL, Math.min(GOAL, step.rate().share()));
                accept(step);
            }
        }
        return !steps.isEmpty();
    }

    /** Takes the next of the guesses that shows it often enough; false if there is none, or no time. */
    private boolean guess() throws Exception {
        while (guessed < guesses.size() && !isOver()) {
            FirstGuesses.Guess guess = guesses.get(guessed++);
            if (isWorthATry(guess) && attempt(guess.what(), guess.plan())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it takes a fault; where that is in doubt it is tried before anything else, as it costs one try and not four. */
    private boolean isWorthATry(FirstGuesses.Guess guess) throws Exception {
        if (guess.mayNeedNoFault() && !needsNoFault) {
            needsNoFault = showsWithoutFaults(guess.what(), guess.plan());
        }
        return !guess.mayNeedNoFault() || !needsNoFault;
    }

    /**
     * Tries the whole again, as nothing is more like the recording; then each guess once more, and again, until one shows it; the
     * whole at last, until it is given up.
     */
    private void tryInTurn() throws Exception {
        FirstGuesses.Guess whole = guesses.get(guesses.size() - 1);
        for (int tried = 2; best().isEmpty() && tried <= PASSES && !isOver(); tried++) {
            upTo(tried, whole);
        }
        for (int pass = 2; pass <= PASSES; pass++) {
            for (FirstGuesses.Guess guess : guesses) {
                if (best().isPresent() || isOver()) {
                    return;
                }
                if (isWorthATry(guess)) {
                    upTo(pass, guess);
                }
            }
        }
        for (int tried = PASSES + 1; best().isEmpty() && tried <= GIVEN_UP_AFTER && !isOver(); tried++) {
            upTo(tried, whole);
        }
    }

    /** Tries those that showed it until it is known which does so most often. */
    private void chooseWell() throws Exception {
        for (FirstGuesses.Guess guess : guesses) {
            if (tries.rate(guess.plan(), false).count() > 0 && !isKnownToShowWithoutFaults(guess.plan()) && !isOver()) {
                upTo(TO_CHOOSE, guess);
            }
        }
    }

    private void upTo(int number, FirstGuesses.Guess guess) throws Exception {
        boolean goesOn = true;
        while (goesOn && !isOver() && tries.of(guess.plan(), false).size() < number) {
            goesOn = once(guess.what(), guess.plan()).isPresent();
        }
    }

    /** Of the guesses the one that showed it most often, if one did at all that is not known to show it without its faults. */
    private Optional<Step> best() {
        Optional<Step> best = Optional.empty();
        for (FirstGuesses.Guess guess : guesses) {
            Rate rate = tries.rate(guess.plan(), false);
            if (rate.count() > 0
                    && !isKnownToShowWithoutFaults(guess.plan())
                    && rate.low() > best.map(step -> step.rate().low()).orElse(0.0)) {
                best = Optional.of(new Step(guess.what(), guess.plan(), rate));
            }
        }
        return best;
    }

    /** Takes a plan for the smallest if it shows the anomaly often enough. */
    private boolean attempt(String what, ReplayPlan candidate) throws Exception {
        ReplayPlan smaller = steps.isEmpty() ? candidate : Workers.renumbered(Reducing.trimmed(candidate), nodes);
        if (!steps.isEmpty() && smaller.equals(plan())) {
            return false;
        }
        SequentialTest test = new SequentialTest(goal * BAD, goal, WRONGLY_ACCEPTED, WRONGLY_REJECTED);
        while (true) {
            List<LiveTry> known = tries.of(smaller, false);
            Rate rate = tries.rate(smaller, false);
            SequentialTest.Decision decision = test.decide(rate);
            if (decision == SequentialTest.Decision.ACCEPTED) {
                if (showsWithoutFaults(what, smaller)) {
                    return false;
                }
                accept(new Step(what, smaller, rate));
                return true;
            }
            long misses = known.stream()
                    .filter(one -> one.result() == ReplayTry.Result.MISSED)
                    .count();
            if (decision == SequentialTest.Decision.REJECTED
                    || misses >= MOST_MISSES
                    || known.size() >= MOST_TRIES
                    || once(what, smaller).isEmpty()) {
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
        if (tries.of(control, false).isEmpty()) {
            once(what + ", and no fault, to see whether it takes one", control);
        }
        return isKnownToShowWithoutFaults(plan);
    }

    private boolean isKnownToShowWithoutFaults(ReplayPlan plan) {
        return !plan.schedule().isEmpty()
                && tries.of(Reducing.faults(plan, fault -> false), false).stream()
                        .anyMatch(one -> one.foreign()
                                .filter(said -> said.contains(Signature.NO_FAULT))
                                .isPresent());
    }

    private void accept(Step step) {
        steps.add(step);
        begun = true;
        listener.accepted(step);
    }

    /**
     * Tries the smallest afresh. What was taken by good luck and comes back too seldom now gives way to what was taken before it,
     * one step, then two, four, …; and what was begun with, to the guesses that come after it, as long as there is time.
     *
     * @return whether this is the end; else it was begun anew
     */
    private boolean confirm() throws Exception {
        SequentialTest test = new SequentialTest(goal * BAD, goal, WRONGLY_ACCEPTED, WRONGLY_REJECTED);
        for (int back = 1; !tries.isOver(0); back *= 2) {
            Rate fresh = fresh(seen -> inVain(seen) > FRESH_IN_VAIN);
            if (inVain(fresh) <= FRESH_IN_VAIN || tries.isStopped() || inRounds(fresh)) {
                return true;
            }
            if (test.decide(fresh) != SequentialTest.Decision.REJECTED) {
                return true;
            }
            if (steps.size() == 1) {
                return !anotherGuess(fresh);
            }
            Step rare = last();
            steps.subList(Math.max(1, steps.size() - back), steps.size()).clear();
            listener.givenUp(rare, fresh, last());
        }
        return true;
    }

    /** Begins with another guess, if one shows it more often; else all stays as it was. */
    private boolean anotherGuess(Rate fresh) throws Exception {
        Step rare = last();
        steps.clear();
        atTheEnd = false;
        boolean found = guess();
        atTheEnd = true;
        if (found) {
            listener.givenUp(rare, fresh, last());
        } else {
            steps.add(rare);
        }
        return found;
    }

    private static int inVain(Rate seen) {
        return seen.of() - seen.count();
    }

    /** What comes back too seldom is made several times in one run. Whether that was taken. */
    private boolean inRounds(Rate seen) throws Exception {
        goal = GOAL;
        Optional<ReplayPlan> repeated =
                seen.count() == 0 ? Optional.empty() : repetition.oftenEnough(plan(), seen.share());
        return repeated.isPresent()
                && attempt("several rounds of it in one run, each on keys of its own", repeated.get());
    }

    /** The fresh tries are part of the budget as far as half of it; what they take beyond that, they take. */
    private Rate fresh(Predicate<Rate> isEnough) throws Exception {
        while (!tries.isStopped()
                && tries.rate(plan(), true).of() < FRESH
                && tries.of(plan(), true).size() < FRESH + MOST_TRIES
                && !isEnough.test(tries.rate(plan(), true))) {
            if (tries.once("fresh", plan(), true).isEmpty()) {
                break;
            }
        }
        return tries.rate(plan(), true);
    }

    /** One try more; none if there is no time left for it, or it was cut short, or the system takes no such run. */
    private Optional<LiveTry> once(String what, ReplayPlan plan) throws Exception {
        try {
            return isOver() ? Optional.empty() : tries.once(what, plan, false);
        } catch (RefusedRunException refused) {
            boolean isWhole = guesses.get(guesses.size() - 1).plan().equals(plan);
            if (isWhole) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** Whether nothing more is to be left out, so that there is time for the fresh tries. */
    private boolean isOver() {
        return tries.isOver(!begun || atTheEnd ? 0 : FRESH);
    }

    /** Cuts short what is going on, and begins no more. From any thread. */
    void stop() {
        tries.stop();
    }
}
