package io.ordeal.reproduce;

import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.fault.Sides;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The workers of a plan, by their numbers, wherever they are named: in operations, in faults and what these wait for. */
final class Workers {
    private static final Pattern CLIENT = Pattern.compile("\\bc(\\d+)\\b");
    private static final Pattern CLIENT_ROLE = Pattern.compile("\\bclient=(\\d+)\\b");

    private Workers() {}

    /**
     * Workers by the least numbers that leave each at its node, and no more of them than needed.
     *
     * @param nodes of the system, which workers take in turn
     */
    static ReplayPlan renumbered(ReplayPlan plan, int nodes) {
        int step = Math.max(1, nodes);
        NavigableSet<Integer> used = new TreeSet<>();
        plan.operations().forEach(one -> used.add(one.worker()));
        plan.schedule().faults().forEach(fault -> used.addAll(of(fault)));
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
                .map(one -> one.by(numbers.getOrDefault(one.worker(), one.worker())))
                .toList();
        List<PlannedFault> faults = plan.schedule().faults().stream()
                .map(fault -> renumbered(fault, numbers))
                .toList();
        return plan.withOperations(operations)
                .withSchedule(new Schedule(faults))
                .withOptions(plan.options().withConcurrency(workers));
    }

    /** Those that a fault waits for or strikes; not those that are merely on one of its sides. */
    static NavigableSet<Integer> of(PlannedFault fault) {
        NavigableSet<Integer> workers = new TreeSet<>();
        fault.fault().whom().filter(whom -> !hasSides(fault)).ifPresent(whom -> {
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
        if (hasSides(fault)) {
            return new PlannedFault(
                    fault.id(),
                    withSides(fault.fault(), numbers),
                    renumbered(fault.begin(), numbers),
                    renumbered(fault.end(), numbers),
                    fault.draws());
        }
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

    private static boolean hasSides(PlannedFault fault) {
        return FaultKinds.named(fault.fault().kind()).takesSides();
    }

    /** Each on the side on which it was; who is there no more is on none. */
    private static FaultSpec withSides(FaultSpec fault, Map<Integer, Integer> numbers) {
        Map<String, String> names = new HashMap<>();
        numbers.forEach((was, is) -> names.put("c" + was, "c" + is));
        return new FaultSpec(
                fault.kind(),
                fault.whom()
                        .map(text -> Sides.of(text)
                                .map(sides -> sides.renamed(names).toString())
                                .orElse(text)),
                fault.mode());
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
