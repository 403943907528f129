package io.ordeal.reproduce;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes plans smaller, and keeps what is left of them together: faults that count operations count those that are left, what
 * was idle time at the beginning is gone.
 */
final class Reducing {
    private static final Duration LEAD = Duration.ofMillis(100);

    private Reducing() {}

    /** Only some of the operations; without faults that wait for a worker, or strike one, who has nothing left to do. */
    static ReplayPlan operations(ReplayPlan plan, Predicate<RecordedOperation> keep) {
        List<RecordedOperation> all = plan.operations();
        List<RecordedOperation> kept = all.stream().filter(keep).toList();
        if (kept.size() == all.size()) {
            return plan;
        }
        List<PlannedFault> faults = plan.schedule().faults().stream()
                .map(fault ->
                        fault.when(recount(fault.begin(), all, keep, false), recount(fault.end(), all, keep, true)))
                .toList();
        Set<Integer> atWork = kept.stream().map(RecordedOperation::worker).collect(Collectors.toSet());
        return faults(
                plan.withOperations(kept).withSchedule(new Schedule(faults)),
                fault -> atWork.containsAll(Workers.of(fault)));
    }

    private static List<Condition> recount(
            List<Condition> conditions,
            List<RecordedOperation> all,
            Predicate<RecordedOperation> keep,
            boolean inTheMiddle) {
        // what is counted later counts from a moment that nobody knows beforehand
        if (inTheMiddle || conditions.isEmpty() || !(conditions.get(0) instanceof Condition.Operations counting)) {
            return conditions;
        }
        Counted left = count(counting, all, keep);
        List<Condition> counted = new ArrayList<>();
        if (left.kept() == 0) {
            counted.add(new Condition.At(Duration.ofMillis(left.wholeNanos() / 1_000_000)));
            counted.addAll(conditions.subList(1, conditions.size()));
            return counted;
        }
        counted.add(new Condition.Operations(left.kept(), counting.stage(), counting.which()));
        // what was counted last came later than what is counted last now
        Duration gap = Duration.ofMillis((left.wholeNanos() - left.keptNanos()) / 1_000_000);
        int rest = 1;
        if (conditions.size() > 1 && conditions.get(1) instanceof Condition.For length) {
            gap = gap.plus(length.length());
            rest = 2;
        }
        if (!gap.isZero()) {
            counted.add(new Condition.For(gap));
        }
        counted.addAll(conditions.subList(rest, conditions.size()));
        return counted;
    }

    /**
     * What is left of what was counted.
     *
     * @param kept how many
     * @param keptNanos when the last of these began
     * @param wholeNanos when the last of all that were counted began
     */
    private record Counted(long kept, long keptNanos, long wholeNanos) {}

    private static Counted count(
            Condition.Operations counting, List<RecordedOperation> all, Predicate<RecordedOperation> keep) {
        long seen = 0;
        Counted counted = new Counted(0, 0, 0);
        for (RecordedOperation one : all) {
            if (seen == counting.count()) {
                break;
            }
            if (matches(counting, one)) {
                seen++;
                boolean stays = keep.test(one);
                counted = new Counted(
                        counted.kept() + (stays ? 1 : 0),
                        stays ? one.timeNanos() : counted.keptNanos(),
                        one.timeNanos());
            }
        }
        return counted;
    }

    /** Whether an operation is one of those that a condition counts, as far as it went as it did in the recording. */
    static boolean matches(Condition.Operations counting, RecordedOperation one) {
        Condition.OperationFilter which = counting.which();
        boolean comesToIt = switch (counting.stage()) {
            case BEGUN, ENDED -> true;
            case OK -> one.outcome() == OpType.OK;
            case FAIL -> one.outcome() == OpType.FAIL;
            case INFO -> one.outcome() == OpType.INFO;
        };
        return comesToIt
                && which.f().filter(f -> !f.equals(one.invocation().f())).isEmpty()
                && which.worker().filter(worker -> worker != one.worker()).isEmpty()
                && which.key()
                        .filter(key -> !key.equals(
                                key(one).orElse(String.valueOf(one.invocation().value()))))
                        .isEmpty();
    }

    /** What it is about, where its value begins with that, as those of registers and locks do. */
    static Optional<String> key(RecordedOperation operation) {
        Object value = operation.invocation().value();
        if (value instanceof List<?> list) {
            return list.isEmpty() || list.get(0) instanceof List<?> || list.get(0) == null
                    ? Optional.empty()
                    : Optional.of(String.valueOf(list.get(0)));
        }
        return Optional.empty();
    }

    /** Only some of the faults; those that speak of one that is gone, go with it. */
    static ReplayPlan faults(ReplayPlan plan, Predicate<PlannedFault> keep) {
        List<PlannedFault> kept = plan.schedule().faults().stream().filter(keep).toList();
        for (boolean gone = true; gone; ) {
            NavigableSet<String> there =
                    kept.stream().map(PlannedFault::id).collect(Collectors.toCollection(TreeSet::new));
            List<PlannedFault> whole = kept.stream()
                    .filter(fault -> there.containsAll(Schedule.namedBy(fault)))
                    .toList();
            gone = whole.size() < kept.size();
            kept = whole;
        }
        return plan.withSchedule(new Schedule(kept));
    }

    /** One fault in another way. */
    static ReplayPlan inMode(ReplayPlan plan, String id, Optional<String> mode) {
        return plan.withSchedule(new Schedule(plan.schedule().faults().stream()
                .map(fault -> fault.id().equals(id)
                        ? new PlannedFault(
                                id,
                                new FaultSpec(
                                        fault.fault().kind(), fault.fault().whom(), mode),
                                fault.begin(),
                                fault.end(),
                                fault.draws())
                        : fault)
                .toList()));
    }

    /**
     * Faults that wait for operations strike so much later, or sooner where it is below zero: counted from an operation before
     * then. Those that wait for something else, or would strike before they can be counted, strike as they did.
     */
    static ReplayPlan moved(ReplayPlan plan, Duration later) {
        return plan.withSchedule(new Schedule(plan.schedule().faults().stream()
                .map(fault -> fault.begin().get(0) instanceof Condition.Operations counting
                        ? fault.when(moved(plan, counting, fault.begin(), later), fault.end())
                        : fault)
                .toList()));
    }

    private static List<Condition> moved(
            ReplayPlan plan, Condition.Operations counting, List<Condition> conditions, Duration later) {
        int last = conditions.size() - 1;
        List<Condition> moved = new ArrayList<>(conditions);
        Duration passed = Duration.ZERO;
        if (conditions.get(last) instanceof Condition.For length) {
            passed = length.length();
            moved.remove(last);
        }
        Duration after = passed.plus(later);
        if (!after.isNegative()) {
            moved.add(new Condition.For(after));
            return moved;
        }
        if (moved.size() > 1 || counting.stage() != Condition.Stage.BEGUN) {
            return conditions;
        }
        return sooner(plan, counting, after).orElse(conditions);
    }

    /** As long before the operation that is counted last, after one before it. */
    private static Optional<List<Condition>> sooner(ReplayPlan plan, Condition.Operations counting, Duration after) {
        List<RecordedOperation> counted = plan.operations().stream()
                .filter(one -> matches(counting, one))
                .limit(counting.count())
                .toList();
        if (counted.size() < counting.count()) {
            return Optional.empty();
        }
        long at = counted.get(counted.size() - 1).timeNanos() + after.toNanos();
        List<RecordedOperation> before =
                counted.stream().filter(one -> one.timeNanos() <= at).toList();
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(
                        new Condition.Operations(before.size(), counting.stage(), counting.which()),
                        new Condition.For(Duration.ofMillis(
                                (at - before.get(before.size() - 1).timeNanos()) / 1_000_000))));
    }

    /** Faults that last so long at most. */
    static ReplayPlan lastingAtMost(ReplayPlan plan, Duration most) {
        return plan.withSchedule(new Schedule(plan.schedule().faults().stream()
                .map(fault -> fault.when(
                        fault.begin(),
                        fault.end().size() == 1
                                        && fault.end().get(0) instanceof Condition.For lasts
                                        && lasts.length().compareTo(most) > 0
                                ? List.of(new Condition.For(most))
                                : fault.end()))
                .toList()));
    }

    /** The longest of the faults' own lengths; zero if none has one. */
    static Duration longestFault(ReplayPlan plan) {
        return plan.schedule().faults().stream()
                .filter(fault -> fault.end().size() == 1)
                .map(fault -> fault.end().get(0))
                .filter(Condition.For.class::isInstance)
                .map(lasts -> ((Condition.For) lasts).length())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The first operation at a time, and the others as long after it as they were. */
    static ReplayPlan startingAt(ReplayPlan plan, Duration time) {
        long later = time.toNanos() - first(plan);
        return plan.withOperations(plan.operations().stream()
                .map(one -> one.at(one.timeNanos() + later))
                .toList());
    }

    /** When the first operation begins. */
    static long first(ReplayPlan plan) {
        return plan.operations().stream()
                .mapToLong(RecordedOperation::timeNanos)
                .min()
                .orElse(0);
    }

    /**
     * Operations that follow each other no later than so long; as it is, if a fault strikes at a time in the midst of them.
     */
    static ReplayPlan closingGaps(ReplayPlan plan, Duration most) {
        long first = first(plan);
        boolean inTheMidst = times(plan).stream().anyMatch(time -> time > first);
        if (inTheMidst) {
            return plan;
        }
        List<RecordedOperation> closer = new ArrayList<>();
        long before = times(plan).isEmpty() ? 0 : first;
        long cut = 0;
        for (RecordedOperation one : plan.operations()) {
            cut += Math.max(0, one.timeNanos() - before - most.toNanos());
            before = one.timeNanos();
            closer.add(one.at(one.timeNanos() - cut));
        }
        return cut == 0 ? plan : withLength(plan.withOperations(closer));
    }

    /** The longest time from an operation's begin to the next one's; zero if there is none. */
    static Duration longestGap(ReplayPlan plan) {
        List<RecordedOperation> all = plan.operations();
        long longest = 0;
        for (int i = 1; i < all.size(); i++) {
            longest = Math.max(longest, all.get(i).timeNanos() - all.get(i - 1).timeNanos());
        }
        return Duration.ofNanos(longest);
    }

    /**
     * What is asked again and again, for so long at most after the first operation; what comes last comes then. As it is, if
     * nothing is asked again after that.
     */
    static ReplayPlan within(ReplayPlan plan, Duration most) {
        long end = first(plan) + most.toNanos();
        Set<String> asked = new HashSet<>();
        List<RecordedOperation> sooner = new ArrayList<>();
        for (RecordedOperation one : plan.operations()) {
            boolean isAskedAgain = !asked.add(one.worker() + " " + one.invocation());
            if (one.timeNanos() <= end) {
                sooner.add(one);
            } else if (!isAskedAgain) {
                sooner.add(one.movedTo(end));
            }
        }
        return sooner.size() == plan.operations().size() ? plan : withLength(plan.withOperations(sooner));
    }

    /** From the first operation to the last. */
    static Duration span(ReplayPlan plan) {
        long last = plan.operations().stream()
                .mapToLong(RecordedOperation::timeNanos)
                .max()
                .orElse(0);
        return Duration.ofNanos(last - first(plan));
    }

    private static List<Long> times(ReplayPlan plan) {
        return plan.schedule().faults().stream()
                .flatMap(fault -> fault.begin().stream())
                .filter(Condition.At.class::isInstance)
                .map(at -> ((Condition.At) at).time().toNanos())
                .toList();
    }

    /** Begins soon, and ends when all was done. */
    static ReplayPlan trimmed(ReplayPlan plan) {
        long from = times(plan).stream().mapToLong(Long::longValue).reduce(first(plan), Math::min);
        long early = Math.max(0, from - LEAD.toNanos()) / 1_000_000 * 1_000_000;
        List<RecordedOperation> sooner = plan.operations().stream()
                .map(one -> one.at(one.timeNanos() - early))
                .toList();
        List<PlannedFault> faults = plan.schedule().faults().stream()
                .map(fault -> fault.when(sooner(fault.begin(), early), sooner(fault.end(), early)))
                .toList();
        return withLength(plan.withOperations(sooner).withSchedule(new Schedule(faults)));
    }

    private static List<Condition> sooner(List<Condition> conditions, long early) {
        return conditions.stream()
                .map(condition -> condition instanceof Condition.At at
                        ? new Condition.At(
                                at.time().minusNanos(early).isNegative()
                                        ? Duration.ZERO
                                        : at.time().minusNanos(early))
                        : condition)
                .toList();
    }

    private static ReplayPlan withLength(ReplayPlan plan) {
        Duration length = ExpectedMoments.length(plan);
        Duration time = ReplayPlan.withSlack(length);
        return time.compareTo(plan.options().time()) < 0
                ? plan.withOptions(plan.options().withTime(time))
                : plan;
    }
}
