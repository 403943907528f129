package io.ordeal.reproduce;

import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes plans smaller, and keeps what is left of them together: faults that count operations count those that are left,
 * those that name workers name them by their new numbers, what was idle time at the beginning is gone.
 */
final class Reducing {
    private static final Duration LEAD = Duration.ofMillis(100);
    private static final Pattern CLIENT = Pattern.compile("\\bc(\\d+)\\b");
    private static final Pattern CLIENT_ROLE = Pattern.compile("\\bclient=(\\d+)\\b");

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
                fault -> atWork.containsAll(workersOf(fault)));
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

    /** Faults that wait for operations strike so much later; those that wait for something else, as they did. */
    static ReplayPlan strikingLater(ReplayPlan plan, Duration later) {
        return plan.withSchedule(new Schedule(plan.schedule().faults().stream()
                .map(fault -> {
                    List<Condition> begin = new ArrayList<>(fault.begin());
                    int last = begin.size() - 1;
                    if (!(begin.get(0) instanceof Condition.Operations)) {
                        return fault;
                    }
                    if (begin.get(last) instanceof Condition.For length) {
                        begin.set(last, new Condition.For(length.length().plus(later)));
                    } else {
                        begin.add(new Condition.For(later));
                    }
                    return fault.when(begin, fault.end());
                })
                .toList()));
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

    private static long first(ReplayPlan plan) {
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

    /**
     * Workers by the least numbers that leave each at its node, and no more of them than needed.
     *
     * @param nodes of the system, which workers take in turn
     */
    static ReplayPlan renumbered(ReplayPlan plan, int nodes) {
        int step = Math.max(1, nodes);
        NavigableSet<Integer> used = new TreeSet<>();
        plan.operations().forEach(one -> used.add(one.worker()));
        plan.schedule().faults().forEach(fault -> used.addAll(workersOf(fault)));
        Map<Integer, Integer> next = new HashMap<>();
        Map<Integer, Integer> numbers = new TreeMap<>();
        for (int worker : used) {
            int free = next.getOrDefault(worker % step, worker % step);
            numbers.put(worker, free);
            next.put(worker % step, free + step);
        }
        int workers =
                1 + numbers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (workers >= plan.options().concurrency()) {
            return plan;
        }
        List<RecordedOperation> operations = plan.operations().stream()
                .map(one -> new RecordedOperation(
                        one.index(),
                        numbers.getOrDefault(one.worker(), one.worker()),
                        one.timeNanos(),
                        one.invocation(),
                        one.before(),
                        one.outcome()))
                .toList();
        List<PlannedFault> faults = plan.schedule().faults().stream()
                .map(fault -> renumbered(fault, numbers))
                .toList();
        return plan.withOperations(operations)
                .withSchedule(new Schedule(faults))
                .withOptions(plan.options().withConcurrency(workers));
    }

    private static NavigableSet<Integer> workersOf(PlannedFault fault) {
        NavigableSet<Integer> workers = new TreeSet<>();
        fault.fault().whom().ifPresent(whom -> {
            for (Pattern pattern : List.of(CLIENT, CLIENT_ROLE)) {
                Matcher matcher = pattern.matcher(whom);
                while (matcher.find()) {
                    workers.add(Integer.parseInt(matcher.group(1)));
                }
            }
        });
        for (List<Condition> conditions : List.of(fault.begin(), fault.end())) {
            for (Condition condition : conditions) {
                if (condition instanceof Condition.Step step) {
                    step.worker().ifPresent(workers::add);
                } else if (condition instanceof Condition.Operations operations) {
                    operations.which().worker().ifPresent(workers::add);
                }
            }
        }
        return workers;
    }

    private static PlannedFault renumbered(PlannedFault fault, Map<Integer, Integer> numbers) {
        Optional<String> whom = fault.fault()
                .whom()
                .map(text -> CLIENT.matcher(text).replaceAll(found -> "c" + number(found.group(1), numbers)))
                .map(text ->
                        CLIENT_ROLE.matcher(text).replaceAll(found -> "client=" + number(found.group(1), numbers)));
        return new PlannedFault(
                fault.id(),
                new FaultSpec(fault.fault().kind(), whom, fault.fault().mode()),
                renumbered(fault.begin(), numbers),
                renumbered(fault.end(), numbers),
                fault.draws());
    }

    private static int number(String worker, Map<Integer, Integer> numbers) {
        int was = Integer.parseInt(worker);
        return numbers.getOrDefault(was, was);
    }

    private static List<Condition> renumbered(List<Condition> conditions, Map<Integer, Integer> numbers) {
        List<Condition> renumbered = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Step step) {
                renumbered.add(new Condition.Step(
                        step.name(),
                        step.node(),
                        step.worker().map(worker -> numbers.getOrDefault(worker, worker)),
                        step.times()));
            } else if (condition instanceof Condition.Operations operations) {
                Condition.OperationFilter which = operations.which();
                renumbered.add(new Condition.Operations(
                        operations.count(),
                        operations.stage(),
                        new Condition.OperationFilter(
                                which.f(),
                                which.key(),
                                which.process(),
                                which.worker().map(worker -> numbers.getOrDefault(worker, worker)))));
            } else {
                renumbered.add(condition);
            }
        }
        return renumbered;
    }
}
