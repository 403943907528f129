package io.ordeal.reproduce;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.fault.schedule.PlannedFault;
import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleEvidence;
import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the faults of a replay came, and in the order of the recording. */
public final class FaultOrder {
    private FaultOrder() {}

    /** Two that were nearer to each other than this came in no order that the schedule could keep. */
    private static final long APART_NANOS = 20_000_000;

    /**
     * What went wrong.
     *
     * @param fault whose coming it was
     * @param after the fault after whose beginning it should have come; empty if it did not come at all
     * @param sentence what and when
     */
    public record Miss(String fault, Optional<String> after, String sentence) {}

    /**
     * The first thing in which the faults of a replay came otherwise than planned. O(n) in the replay, and O(f²) in the faults.
     *
     * @param recordedAt when each fault struck in the recording, by its name in the schedule
     */
    static Optional<Miss> firstMiss(Schedule schedule, Map<String, Long> recordedAt, History replay) {
        Map<String, Long> now = strikes(replay);
        Optional<PlannedFault> absent = schedule.faults().stream()
                .filter(fault -> !now.containsKey(fault.id()))
                .findFirst();
        if (absent.isPresent()) {
            return Optional.of(new Miss(
                    absent.get().id(),
                    Optional.empty(),
                    new ScheduleEvidence(replay)
                            .missing(schedule)
                            .orElse("the fault " + absent.get().id() + " did not strike")));
        }
        List<String> then = new ArrayList<>(recordedAt.keySet());
        then.retainAll(now.keySet());
        then.sort(Comparator.comparing(id -> recordedAt.getOrDefault(id, 0L)));
        for (int later = 1; later < then.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                String first = then.get(earlier);
                String second = then.get(later);
                boolean apart = recordedAt.getOrDefault(second, 0L) - recordedAt.getOrDefault(first, 0L) > APART_NANOS;
                if (apart && now.getOrDefault(second, 0L) < now.getOrDefault(first, 0L)) {
                    return Optional.of(new Miss(
                            second,
                            Optional.of(first),
                            "the fault " + second + " struck before " + first + ", and after it in the recording"));
                }
            }
        }
        return Optional.empty();
    }

    /** When each fault was healed for which its schedule said when, by its name. */
    static Map<String, Long> ends(History history) {
        Map<String, Long> ends = new LinkedHashMap<>();
        for (FaultSpans.Span span : FaultSpans.of(history).spans()) {
            if (span.to() >= 0
                    && FaultSpans.field(span.stopped(), "trigger") != null
                    && FaultSpans.field(span.started(), "id") instanceof String id) {
                ends.put(id, history.timeNanos(span.to()));
            }
        }
        return ends;
    }

    /** When each fault's heal was done, by its name, whether alone or with everything's at the end. */
    static Map<String, Long> healed(History history) {
        Map<String, Long> healed = new LinkedHashMap<>();
        for (FaultSpans.Span span : FaultSpans.of(history).spans()) {
            if (span.to() >= 0 && FaultSpans.field(span.started(), "id") instanceof String id) {
                healed.put(id, history.timeNanos(span.to()));
            }
        }
        return healed;
    }

    /** When each fault struck, by its name: when it was about to, in nanoseconds. */
    static Map<String, Long> strikes(History history) {
        Map<String, Long> strikes = new LinkedHashMap<>();
        for (FaultSpans.Span span : FaultSpans.of(history).spans()) {
            if (!span.failed() && FaultSpans.field(span.started(), "id") instanceof String id) {
                strikes.put(id, history.timeNanos(span.from()));
            }
        }
        return strikes;
    }
}
