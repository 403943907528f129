package io.ordeal.reproduce;

import io.ordeal.client.Invocation;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.workload.Replaying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was granted last is kept until the fault is over, where the recording's worker may have given it back in time by chance: a
 * holder who was frozen finds somebody else in his place only if that one is still there. Those before give back what they were
 * granted as they would: one who keeps it for longer than its lease loses it without any fault.
 *
 * <pre>
 *   [client-pause ───────────────────────────────]
 *      [a: acquire ···· frozen, lease runs out ···· ok, release]
 *                               [b: acquire ok ················ release]
 * </pre>
 */
final class Kept {
    /** From the beginning of the last operation until the fault is over. */
    private static final Duration UNTIL_THE_END_OF_THE_FAULT = Duration.ofMillis(1500);

    /** From then on: a busy machine takes a second to thaw somebody. */
    private static final Duration AFTERWARDS = Duration.ofMillis(2500);

    private Kept() {}

    /**
     * The plan with one fault that has no end, until shortly after the last operation, and with what follows from that after it.
     *
     * @return empty if nothing follows from it
     */
    static Optional<ReplayPlan> of(ReplayPlan plan, Replaying replaying) {
        long last = plan.operations().stream()
                .mapToLong(RecordedOperation::timeNanos)
                .max()
                .orElse(0);
        long over = last + UNTIL_THE_END_OF_THE_FAULT.toNanos();
        Optional<RecordedOperation> given = plan.operations().stream()
                .filter(one -> one.timeNanos() == last)
                .findFirst()
                .flatMap(one -> given(plan, one, over + AFTERWARDS.toNanos(), replaying));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<RecordedOperation> operations = new ArrayList<>(plan.operations());
        operations.add(given.get());
        List<PlannedFault> faults = plan.schedule().faults().stream()
                .map(fault ->
                        fault.when(fault.begin(), List.of(new Condition.For(Duration.ofMillis(over / 1_000_000)))))
                .toList();
        ReplayPlan kept = plan.withOperations(operations).withSchedule(new Schedule(faults));
        return Optional.of(
                kept.withOptions(kept.options().withTime(ReplayPlan.withSlack(ExpectedMoments.length(kept)))));
    }

    /**
     * What follows from an operation, at a time, where it was answered so in the recording that something follows.
     *
     * @param one when it is made now
     */
    static Optional<RecordedOperation> given(ReplayPlan plan, RecordedOperation one, long at, Replaying replaying) {
        History history = plan.recording().history();
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.isInvoke(i) && history.index(i) == one.index()) {
                int ended = history.partner(i);
                return ended < 0 ? Optional.empty() : given(one, history.op(ended), at, replaying);
            }
        }
        return Optional.empty();
    }

    private static Optional<RecordedOperation> given(RecordedOperation one, Op answer, long at, Replaying replaying) {
        Optional<Invocation> owed = replaying.owed(answer, Optional.empty());
        Op then = new Op(
                answer.index(),
                one.timeNanos(),
                answer.process(),
                answer.type(),
                answer.f(),
                answer.value(),
                answer.error());
        return owed.map(invocation ->
                new RecordedOperation(answer.index(), one.worker(), at, invocation, Optional.of(then), answer.type()));
    }
}
