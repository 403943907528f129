package io.ordeal.reproduce;

import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.schedule.PlannedFault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is left out of a plan, what costs most time first: faults one by one, how long they last, their modes for plainer ones, how
 * long something is asked again and again; then groups of operations, of which halves are left out, then quarters, down to each
 * alone; then idle time. Whether the anomaly is in what is left, somebody else finds out.
 *
 * <p><b>Reference</b>: Zeller &amp; Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002 (complements of
 * ddmin).
 */
final class LeavingOut {
    private static final Duration CLOSE = Duration.ofMillis(200);
    private static final Duration SHORTEST = Duration.ofMillis(200);

    /** Groups of operations, workers and keys before their single ones; then what is within these. */
    private static final List<Part> PARTS = List.of(
            Part.ofOperations("worker", false, one -> String.valueOf(one.worker())),
            Part.ofOperations("key", true, one -> Reducing.key(one).orElse("")),
            new Part("key of transactions", true, Transactions::keys, Transactions::withoutKeys),
            Part.ofOperations("operation", false, one -> String.valueOf(one.index())),
            new Part("step of a transaction", false, Transactions::stepsOfSeveral, Transactions::withoutSteps));

    /** Finds out whether a smaller plan will do. */
    interface Attempts {
        /** The smallest that will. */
        ReplayPlan plan();

        /** Whether one does, and is {@link #plan} from now on. */
        boolean take(String what, ReplayPlan smaller) throws Exception;

        /** Whether no more is to be tried. */
        boolean isOver();
    }

    /**
     * What plans have several of.
     *
     * @param what one of them is called
     * @param isOfARound whether one is in one round alone, where there are several: without it there would be fewer rounds, and
     *     what is looked for would come about less often
     * @param groups of a plan
     * @param without the plan without some of them
     */
    private record Part(
            String what,
            boolean isOfARound,
            Function<ReplayPlan, List<String>> groups,
            BiFunction<ReplayPlan, Set<String>, ReplayPlan> without) {
        static Part ofOperations(String what, boolean isOfARound, Function<RecordedOperation, String> group) {
            return new Part(
                    what,
                    isOfARound,
                    plan -> plan.operations().stream().map(group).distinct().toList(),
                    (plan, out) -> Reducing.operations(plan, one -> !out.contains(group.apply(one))));
        }

        String without(int number) {
            return "without " + number + " " + (number == 1 ? what : what.replaceFirst("^\\w+", "$0s"));
        }
    }

    private final Attempts attempts;

    LeavingOut(Attempts attempts) {
        this.attempts = attempts;
    }

    /** Everything once. */
    void all() throws Exception {
        fewerFaults();
        shorterFaults();
        plainerFaults();
        // what is asked again and again in a round ends with the round
        boolean isInRounds = plan().operations().stream().anyMatch(one -> one.round() > 0);
        if (!isInRounds) {
            askingForLess();
        }
        for (Part part : PARTS) {
            if (!isInRounds || !part.isOfARound()) {
                fewerOf(part);
            }
        }
        shorterGaps();
    }

    private ReplayPlan plan() {
        return attempts.plan();
    }

    private void fewerFaults() throws Exception {
        for (PlannedFault fault : plan().schedule().faults()) {
            if (!attempts.isOver() && plan().schedule().find(fault.id()).isPresent()) {
                attempts.take(
                        "without the fault " + fault.id(),
                        Reducing.faults(plan(), one -> !one.id().equals(fault.id())));
            }
        }
    }

    private void shorterFaults() throws Exception {
        for (Duration longest = Reducing.longestFault(plan());
                longest.compareTo(SHORTEST) > 0 && !attempts.isOver();
                longest = Reducing.longestFault(plan())) {
            Duration half = Duration.ofMillis(longest.toMillis() / 2);
            if (!attempts.take("faults that last " + half.toMillis() + " ms", Reducing.lastingAtMost(plan(), half))) {
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
                if (attempts.isOver()
                        || attempts.take(
                                fault.id() + " as " + mode, Reducing.inMode(plan(), fault.id(), Optional.of(mode)))) {
                    break;
                }
            }
        }
    }

    private void askingForLess() throws Exception {
        for (Duration half = Reducing.span(plan()).dividedBy(2);
                half.compareTo(SHORTEST) > 0 && !attempts.isOver();
                half = half.dividedBy(2)) {
            if (!attempts.take(
                    "what is asked again and again, for " + half.toMillis() + " ms", Reducing.within(plan(), half))) {
                return;
            }
        }
    }

    /** All of them short; else the longest ones half as long, and again: one of them may be that of a lease. */
    private void shorterGaps() throws Exception {
        if (attempts.take("shorter gaps", Reducing.closingGaps(plan(), CLOSE))) {
            return;
        }
        for (Duration half = Reducing.longestGap(plan()).dividedBy(2);
                half.compareTo(CLOSE) > 0 && !attempts.isOver();
                half = Reducing.longestGap(plan()).dividedBy(2)) {
            Duration millis = Duration.ofMillis(half.toMillis());
            if (!attempts.take("gaps of " + millis.toMillis() + " ms", Reducing.closingGaps(plan(), millis))) {
                return;
            }
        }
    }

    private void fewerOf(Part part) throws Exception {
        List<String> groups = part.groups().apply(plan());
        for (int parts = 2; groups.size() > 1 && !attempts.isOver(); ) {
            boolean less = false;
            int size = (groups.size() + parts - 1) / parts;
            for (int from = 0; from < groups.size() && !attempts.isOver(); from += size) {
                Set<String> out = new HashSet<>(groups.subList(from, Math.min(groups.size(), from + size)));
                ReplayPlan without = part.without().apply(plan(), out);
                if (!without.operations().isEmpty() && attempts.take(part.without(out.size()), without)) {
                    less = true;
                    break;
                }
            }
            if (less) {
                groups = part.groups().apply(plan());
                parts = Math.max(2, Math.min(parts - 1, groups.size()));
            } else if (size <= 1) {
                return;
            } else {
                parts = Math.min(groups.size(), parts * 2);
            }
        }
    }
}
