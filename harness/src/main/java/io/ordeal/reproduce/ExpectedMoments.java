package io.ordeal.reproduce;

import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import java.time.Duration;
import java.util.List;

/** When the faults of a plan should strike and end, as far as it can be said before it is run. */
final class ExpectedMoments {
    /** What is waited for without anybody knowing when it comes: elections, lines of logs, steps of clients. */
    private static final long UNKNOWN_NANOS = Duration.ofSeconds(2).toNanos();

    /** A schedule is no longer than this many faults, one waiting for another. */
    private static final int DEEPEST = 100;

    private final ReplayPlan plan;

    private ExpectedMoments(ReplayPlan plan) {
        this.plan = plan;
    }

    /** From when it begins to when its last operation has begun and its last fault that has an end was healed. */
    static Duration length(ReplayPlan plan) {
        ExpectedMoments moments = new ExpectedMoments(plan);
        long last = plan.operations().stream()
                .mapToLong(RecordedOperation::timeNanos)
                .max()
                .orElse(0);
        for (PlannedFault fault : plan.schedule().faults()) {
            last = Math.max(last, moments.end(fault, 0));
        }
        return Duration.ofNanos(last);
    }

    private long begin(PlannedFault fault, int depth) {
        return after(0, fault.begin(), depth);
    }

    private long end(PlannedFault fault, int depth) {
        return after(begin(fault, depth), fault.end(), depth);
    }

    private long after(long nanos, List<Condition> conditions, int depth) {
        long at = nanos;
        for (Condition condition : conditions) {
            at = after(at, condition, depth + 1);
        }
        return at;
    }

    private long after(long nanos, Condition condition, int depth) {
        if (depth > DEEPEST) {
            return nanos;
        }
        if (condition instanceof Condition.At at) {
            return Math.max(nanos, at.time().toNanos());
        }
        if (condition instanceof Condition.For length) {
            return nanos + length.length().toNanos();
        }
        if (condition instanceof Condition.Operations operations
                && operations.which().equals(Condition.OperationFilter.ALL)) {
            int number = (int) Math.min(operations.count(), plan.operations().size());
            return number == 0
                    ? nanos
                    : Math.max(nanos, plan.operations().get(number - 1).timeNanos());
        }
        if (condition instanceof Condition.Began began) {
            return plan.schedule()
                    .find(began.fault())
                    .map(fault -> Math.max(nanos, begin(fault, depth)))
                    .orElse(nanos);
        }
        if (condition instanceof Condition.Ended ended) {
            return plan.schedule()
                    .find(ended.fault())
                    .map(fault -> Math.max(nanos, end(fault, depth)))
                    .orElse(nanos);
        }
        return nanos + UNKNOWN_NANOS;
    }
}
