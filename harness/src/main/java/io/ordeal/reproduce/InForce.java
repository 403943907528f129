package io.ordeal.reproduce;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.fault.schedule.Condition;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ties faults to what had ended when they were in force. On a busy machine seconds may pass from when a fault is about to
 * strike until it has struck; what ended meanwhile was before it, though it began after its beginning.
 *
 * <pre>
 *   start-kill ─────────── (seconds) ─────────── done
 *                [transfer → ok]                      the kill must come after this
 * </pre>
 */
final class InForce {
    private final Map<String, FaultSpans.Span> spans = new HashMap<>();
    private final History history;

    InForce(History history) {
        this.history = history;
        for (FaultSpans.Span span : FaultSpans.of(history).spans()) {
            if (!span.failed() && FaultSpans.field(span.started(), "id") instanceof String id) {
                spans.put(id, span);
            }
        }
    }

    /**
     * A plan whose faults come as soon as so many of its operations have ended as had when they were in force, and last as
     * long as from then on. Faults that wait for something else than operations and time are as they were; so are those
     * before which nothing had ended. O(n) for each fault.
     */
    ReplayPlan tied(ReplayPlan plan) {
        Set<Integer> kept = new HashSet<>();
        plan.operations().forEach(one -> kept.add(one.index()));
        List<PlannedFault> faults = new ArrayList<>();
        for (PlannedFault fault : plan.schedule().faults()) {
            FaultSpans.Span span = spans.get(fault.id());
            long ended = span == null ? 0 : ended(span.inForce(), kept);
            boolean isPlain = fault.begin().stream()
                    .allMatch(condition -> condition instanceof Condition.Operations
                            || condition instanceof Condition.For
                            || condition instanceof Condition.At);
            faults.add(span == null || ended == 0 || !isPlain ? fault : tied(fault, span, ended));
        }
        return plan.withSchedule(new Schedule(faults));
    }

    private PlannedFault tied(PlannedFault fault, FaultSpans.Span span, long ended) {
        boolean hasLength = fault.end().size() == 1 && fault.end().get(0) instanceof Condition.For;
        long lasts = span.healing() < history.size()
                ? history.timeNanos(span.healing()) - history.timeNanos(span.inForce())
                : 0;
        return fault.when(
                List.of(new Condition.Operations(ended, Condition.Stage.ENDED, Condition.OperationFilter.ALL)),
                hasLength && lasts > 0
                        ? List.of(new Condition.For(Duration.ofMillis(lasts / 1_000_000)))
                        : fault.end());
    }

    /** How many of some operations had ended before a position. */
    private long ended(int position, Set<Integer> kept) {
        long ended = 0;
        for (int i = 0; i < position; i++) {
            if (history.isClient(i) && history.isInvoke(i) && kept.contains(history.index(i))) {
                int partner = history.partner(i);
                ended += partner >= 0 && partner < position ? 1 : 0;
            }
        }
        return ended;
    }
}
