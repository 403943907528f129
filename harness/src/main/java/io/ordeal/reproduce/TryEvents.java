package io.ordeal.reproduce;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.fault.ServerEnds;
import io.ordeal.history.History;
import io.ordeal.trial.TrialOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the harness saw in a try: each kind of thing once, in words that are the same for the same kind in another try. */
final class TryEvents {
    /** Of each node at most, the first ones. */
    private static final int MOST_SHAPES = 200;

    private TryEvents() {}

    /** O(n) in the history, times the number of faults, and O(n) in the logs. */
    static NavigableSet<String> of(TrialOutcome outcome, Duration length) throws IOException {
        NavigableSet<String> events = new TreeSet<>();
        History history = outcome.history();
        for (FaultSpans.Span span : FaultSpans.of(history).spans()) {
            if (span.failed()) {
                continue;
            }
            String fault = span.fault();
            events.add(fault + " at work");
            open(history, span.from(), "when " + fault + " struck", events);
            if (span.to() >= 0) {
                open(history, span.healing(), "when " + fault + " was healed", events);
            }
            said(span.started(), fault, events);
            said(span.stopped(), fault, events);
        }
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) && history.f(i).equals(ServerEnds.F)) {
                events.add("a server ended by itself");
            } else if (history.isClient(i) && !history.isInvoke(i)) {
                events.add(history.f(i) + " ended " + history.type(i).name().toLowerCase(Locale.ROOT));
            }
        }
        logged(outcome, length, events);
        return events;
    }

    /** Operations that had begun and not ended. */
    private static void open(History history, int position, String when, NavigableSet<String> into) {
        for (int i = 0; i < position; i++) {
            if (history.isClient(i) && history.isInvoke(i)) {
                int partner = history.partner(i);
                if (partner < 0 || partner > position) {
                    into.add(history.f(i) + " open " + when);
                }
            }
        }
    }

    /** Who was primary before and after, and the connections that were opened. */
    private static void said(@Nullable Object value, String fault, NavigableSet<String> into) {
        Object before = FaultSpans.field(value, "primaries-before");
        Object after = FaultSpans.field(value, "primaries-after");
        if (before != null && after != null) {
            into.add((before.equals(after) ? "the same primary through " : "another primary after ") + fault);
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, said) -> {
                if (String.valueOf(name).endsWith("connections-opened")) {
                    into.add((said instanceof Long count && count > 0 ? "connections" : "no connections")
                            + " opened under " + fault);
                } else if (said instanceof Map<?, ?>) {
                    said(said, fault, into);
                }
            });
        }
    }

    private static void logged(TrialOutcome outcome, Duration length, NavigableSet<String> into) throws IOException {
        NavigableSet<String> shapes = new TreeSet<>();
        for (LoggedLines.Line line : LoggedLines.of(outcome.folder(), length)) {
            if (shapes.size() < MOST_SHAPES && line.shape().contains(" ")) {
                shapes.add(line.node() + " logs: " + line.shape());
            }
        }
        into.addAll(shapes);
    }
}
