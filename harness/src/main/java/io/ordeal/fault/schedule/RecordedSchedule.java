package io.ordeal.fault.schedule;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultSpans.Span;
import io.ordeal.fault.FaultKind;
import io.ordeal.fault.FaultKinds;
import io.ordeal.fault.FaultSpec;
import io.ordeal.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads back from a history what was done to the system, as a schedule that does it again at the same times.
 *
 * <p>Whom a fault struck is taken as recorded: the primary if it was the primary alone, else the nodes by their names, so
 * that nobody is drawn again. Of a partition the shape and the way are; who was on which side is drawn within its shape.
 * Faults that failed to be injected, or found nothing to do, are left out; one that was healed only when all was healed
 * lasts until the main phase is over.
 */
public final class RecordedSchedule {
    private RecordedSchedule() {}

    /**
     * The schedule of a history. O(n).
     *
     * @throws IllegalArgumentException a fault in it is of a kind that does not exist here
     */
    public static Schedule of(History history) {
        long beginNanos = history.size() == 0 ? 0 : history.timeNanos(0);
        List<PlannedFault> planned = new ArrayList<>();
        Map<FaultSpec, Integer> counts = new HashMap<>();
        for (Span span : FaultSpans.of(history).spans()) {
            if (!span.failed()) {
                FaultSpec fault = fault(span);
                int count = counts.merge(fault, 1, Integer::sum);
                String id = field(span.started(), "id") instanceof String name ? name : DrawnFaults.id(fault, count);
                planned.add(new PlannedFault(
                        id, fault, List.of(at(history, span.from(), beginNanos)), end(history, span, beginNanos)));
            }
        }
        return new Schedule(planned);
    }

    private static List<Condition> end(History history, Span span, long beginNanos) {
        boolean triggered = field(span.stopped(), "trigger") != null;
        return triggered ? List.of(at(history, span.healing(), beginNanos)) : List.of();
    }

    /** To the millisecond, which is what a schedule's file keeps. */
    private static Condition at(History history, int position, long beginNanos) {
        long nanos = Math.max(0, history.timeNanos(position) - beginNanos);
        return new Condition.At(Duration.ofMillis(Math.round(nanos / 1e6)));
    }

    private static FaultSpec fault(Span span) {
        FaultSpec asked = FaultSpec.parse(span.fault());
        FaultKind kind = FaultKinds.named(asked.kind());
        Optional<String> mode = field(span.started(), "mode") instanceof String told
                        && kind.modes().contains(told)
                ? Optional.of(told)
                : asked.mode();
        Optional<String> whom = kind.whom().isEmpty() ? Optional.empty() : whom(asked, span.started(), kind);
        return new FaultSpec(asked.kind(), whom, mode);
    }

    private static Optional<String> whom(FaultSpec asked, @Nullable Object started, FaultKind kind) {
        List<?> nodes = field(started, "nodes") instanceof List<?> struck ? struck : List.of();
        if (!nodes.isEmpty()) {
            boolean primary = "primary".equals(field(started, "whom")) || nodes.equals(field(started, "primaries"));
            return Optional.of(
                    primary
                            ? "primary"
                            : String.join(
                                    "+", nodes.stream().map(String::valueOf).toList()));
        }
        boolean known =
                field(started, "whom") instanceof String told && (kind.whom().contains(told) || Roles.isRole(asked));
        return known ? Optional.of(String.valueOf(field(started, "whom"))) : asked.whom();
    }
}
