package io.ordeal.reproduce;

import io.ordeal.fault.FaultFamily;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.workload.Replaying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One fault between what one worker of the witness does and what the others do. Who was first keeps what it was granted until the
 * end, and the others ask again and again; so nothing hangs on how long the system takes to elect, or to give somebody up:
 *
 * <pre>
 *   recorded  ··[partition ──── elected ─[a: acquire … release]··············
 *                                             [b: acquire … release]
 *   between   [a: acquire ················································· release]
 *                 [partition ──────── elected ────────────────────────────────────]
 *                          [b: acquire ✗]  [b: acquire ✗]  [b: acquire …]  [b: acquire
 * </pre>
 *
 * <p>What may be asked again {@linkplain Replaying#mayBeRepeated the workload says}; what has to follow from an answer it says,
 * too. The others ask a certain time long, which is made shorter if it is found to be too long.
 */
final class Between {
    private static final Duration FIRST = Duration.ofMillis(100);

    /** From when the first worker has begun until the others do: a busy machine takes a second for a fault. */
    private static final Duration UNTIL_OTHERS = Duration.ofSeconds(2);

    private static final Duration AGAIN_EVERY = Duration.ofMillis(300);

    /** For how long: leases run out within it, and elections are over. */
    private static final Duration ASKING = Duration.ofSeconds(8);

    /** For what was granted to reach whom it is to reach before the fault. */
    private static final Duration SETTLING = Duration.ofMillis(100);

    /** With more workers there are too many orders. */
    private static final int MOST_WORKERS = 3;

    private final ReplayPlan plan;
    private final Replaying replaying;

    private Between(ReplayPlan plan, Replaying replaying) {
        this.plan = plan;
        this.replaying = replaying;
    }

    /**
     * Plans, one for each fault and each worker that may be first; none where the others do nothing that may be repeated, or a
     * fault lies in wait for a client.
     *
     * @param plan what the witness has, alone
     */
    static List<ReplayPlan> of(ReplayPlan plan, Replaying replaying) {
        Set<Integer> workers = new TreeSet<>();
        plan.operations().forEach(one -> workers.add(one.worker()));
        if (workers.size() < 2 || workers.size() > MOST_WORKERS) {
            return List.of();
        }
        Between between = new Between(plan, replaying);
        List<ReplayPlan> plans = new ArrayList<>();
        for (PlannedFault fault : plan.schedule().faults()) {
            boolean liesInWait = FaultKinds.named(fault.fault().kind()).family() == FaultFamily.CLIENTS
                    || fault.begin().stream().anyMatch(Condition.Step.class::isInstance);
            for (int first : liesInWait ? Set.<Integer>of() : workers) {
                between.plan(fault, first).ifPresent(plans::add);
            }
        }
        return plans;
    }

    private Optional<ReplayPlan> plan(PlannedFault fault, int first) {
        List<RecordedOperation> firsts = of(one -> one.worker() == first);
        List<RecordedOperation> others = of(one -> one.worker() != first);
        if (others.stream().noneMatch(one -> replaying.mayBeRepeated(one.invocation()))) {
            return Optional.empty();
        }
        long from = FIRST.toNanos();
        long begin = firsts.get(0).timeNanos();
        List<RecordedOperation> operations = new ArrayList<>();
        firsts.forEach(one -> operations.add(one.at(from + one.timeNanos() - begin)));
        long begun = operations.get(operations.size() - 1).timeNanos();
        long askFrom = begun + UNTIL_OTHERS.toNanos();
        long end = askFrom + ASKING.toNanos();
        Kept.given(plan, operations.get(operations.size() - 1), end, replaying).ifPresent(operations::add);
        long othersBegin = others.get(0).timeNanos();
        for (RecordedOperation one : others) {
            long at = askFrom + one.timeNanos() - othersBegin;
            boolean isRepeated = replaying.mayBeRepeated(one.invocation());
            for (; at < end; at += AGAIN_EVERY.toNanos()) {
                operations.add(one.at(at));
                if (!isRepeated) {
                    break;
                }
            }
        }
        operations.sort(Comparator.comparingLong(RecordedOperation::timeNanos));
        PlannedFault inBetween = fault.when(
                List.of(
                        new Condition.Operations(firsts.size(), Condition.Stage.ENDED, Condition.OperationFilter.ALL),
                        new Condition.For(SETTLING)),
                List.of());
        ReplayPlan planned = plan.withOperations(operations).withSchedule(new Schedule(List.of(inBetween)));
        return Optional.of(
                planned.withOptions(planned.options().withTime(ReplayPlan.withSlack(ExpectedMoments.length(planned)))));
    }

    private List<RecordedOperation> of(Predicate<RecordedOperation> which) {
        return plan.operations().stream().filter(which).toList();
    }
}
