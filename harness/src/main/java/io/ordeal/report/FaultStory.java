package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.util.List;

/** The faults of a history beside its violations: which were at work, and who stood still. */
final class FaultStory {
    private final EventPositions positions;
    private final FaultSpans faults;
    private final List<FrozenClient> frozen;

    FaultStory(History history, FaultSpans faults) {
        this.positions = new EventPositions(history);
        this.faults = faults;
        this.frozen = FrozenClient.of(history, faults);
    }

    History history() {
        return positions.history();
    }

    List<FrozenClient> frozen() {
        return frozen;
    }

    /** From when until when a span was at work: {@code 1.936 s to 6.655 s}. */
    String when(FaultSpans.Span span) {
        long from = history().timeNanos(span.from());
        if (from == Op.NO_TIME) {
            return "event " + history().index(span.from()) + " to "
                    + (span.to() < 0
                            ? "the end: never healed"
                            : "event " + history().index(span.to()));
        }
        return Numbers.moment(from) + " to "
                + (span.to() < 0
                        ? "the end: never healed"
                        : Numbers.moment(history().timeNanos(span.to())));
    }

    /** The spans that were at work from a witness' first event to its last; none without a witness. */
    List<FaultSpans.Span> atWork(Anomaly anomaly) {
        int[] known = positions.of(anomaly).sorted().toArray();
        return known.length == 0 ? List.of() : atWork(known[0], known[known.length - 1]);
    }

    private List<FaultSpans.Span> atWork(int first, int last) {
        return faults.spans().stream()
                .filter(span -> span.isAtWork(first, last))
                .toList();
    }

    /** The full names of the faults that were at work during an operation, each once; told by the index of one of its events. */
    List<String> atWorkDuring(long index) {
        int position = positions.of(index);
        if (position < 0) {
            return List.of();
        }
        int partner = history().partner(position) < 0 ? position : history().partner(position);
        return atWork(Math.min(position, partner), Math.max(position, partner)).stream()
                .map(FaultSpans.Span::fault)
                .distinct()
                .toList();
    }
}
