package io.ordeal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordeal.checker.Anomaly;
import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.history.History;
import io.ordeal.store.RunOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data of the page's script: the columns of the history, faults, and where the violations are.
 *
 * <p>A violation of a lock is drawn with the holds of its details: {@code holds}, maps of {@code granted} and {@code
 * until}, indexes of events. A violation of linearizability with the points of the longest linearization: {@code linearizationIndexes}, the indexes of the invocations in the order of their points; {@code
 * linearizationStates}, as many texts, the state after each; {@code next}, maps of {@code index} and {@code why}, the
 * operations that could have come next and why each can't. What is missing is not drawn.
 */
final class PageData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final History history;
    private final EventPositions positions;
    private final PageClock clock;
    private final FaultSpans faults;
    private final List<FrozenClient> frozen;
    private final List<Anomaly> anomalies;
    private final HistoryColumns columns;
    private final PageLimits limits;
    private final HistoryColumns.ValueLines values;

    PageData(Report report, PageClock clock, FaultSpans faults, List<FrozenClient> frozen, PageLimits limits) {
        this.history = report.history();
        this.positions = new EventPositions(history);
        this.clock = clock;
        this.faults = faults;
        this.frozen = frozen;
        this.limits = limits;
        List<Anomaly> all = report.check().result().verdict().anomaliesOrNone();
        this.anomalies = all.subList(0, Math.min(all.size(), limits.anomalies()));
        Lanes lanes = Lanes.of(
                history,
                report.run()
                        .map(run -> run.options())
                        .map(RunOptions::concurrency)
                        .orElse(0));
        int[] focus = anomalies.stream()
                .flatMapToInt(anomaly -> positions.of(anomaly))
                .toArray();
        this.columns = new HistoryColumns(history, clock, lanes, limits, focus);
        this.values = columns.values();
    }

    /** What is not in the page, each in a sentence. */
    List<String> omissions() {
        List<String> told = new ArrayList<>();
        if (!columns.complete()) {
            told.add("This history has more than " + Numbers.grouped(limits.operations())
                    + " operations. The page has " + Numbers.grouped(columns.operations())
                    + " of them one by one: those within " + Numbers.grouped(limits.window())
                    + " operations of a violation told here (of none: the first and the last). The others are in the"
                    + " timeline as counts only (pale), and in all tables and plots.");
        }
        if (!values.all()) {
            told.add(
                    "The values of all operations would make this page too large: it has those of the operations within "
                            + Numbers.grouped(limits.window())
                            + " of a violation told here (of none: of the first and the"
                            + " last).");
        }
        if (columns.unitNanos() > 1) {
            told.add("Times in the timeline are rounded down to 1 µs.");
        }
        if (!clock.timed()) {
            told.add("Not every event has a time: the timeline shows the order of events, and there are no plots.");
        } else if (clock.fallen() > 0) {
            told.add("Events whose time is below an earlier event's: " + Numbers.grouped(clock.fallen())
                    + ". They are drawn at the earlier one's time, as the order is the file's.");
        }
        return told;
    }

    boolean anythingOmitted() {
        return !columns.complete() || !values.all();
    }

    /** All that the script reads but the columns. */
    String json() {
        ObjectNode json = JSON.createObjectNode();
        columns.describe(json);
        json.put("events", history.size());
        json.put("timed", clock.timed());
        json.put("first", columns.units(clock.first()));
        json.put("last", columns.units(clock.last()));
        json.put("valuesComplete", values.all());
        history.fNames().forEach(json.putArray("fNames")::add);
        faults(json.putArray("faults"));
        moments(json.putArray("moments"));
        frozen(json.putArray("frozen"));
        ArrayNode violations = json.putArray("anomalies");
        anomalies.forEach(anomaly -> violation(violations.addObject(), anomaly));
        if (!columns.complete()) {
            columns.coverage(json.putObject("coverage"));
        }
        try {
            return Html.scriptSafe(JSON.writeValueAsString(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void faults(ArrayNode spans) {
        for (FaultSpans.Span span : faults.spans()) {
            ObjectNode node = spans.addObject();
            node.put("label", FaultLabel.of(span)).put("healed", span.to() >= 0);
            stretch(node, span.from(), span.end(history));
            ObjectNode told = node.putObject("told");
            FaultWords.of(span).forEach(told::put);
            node.put("started", text(span.started())).put("stopped", text(span.stopped()));
            node.put("index", history.index(span.from()));
        }
    }

    private void moments(ArrayNode nodes) {
        for (FaultSpans.Moment moment : faults.moments()) {
            NemesisMoments.Told told = NemesisMoments.of(history, moment);
            ObjectNode node = nodes.addObject();
            stretch(node, moment.position(), moment.position());
            node.put("label", told.label()).put("bad", told.bad());
            node.put("value", text(moment.value())).put("error", text(history.error(moment.done())));
            node.put("index", history.index(moment.position()));
        }
    }

    private void frozen(ArrayNode nodes) {
        for (FrozenClient client : frozen) {
            int operation = columns.numberOf(client.position());
            if (operation >= 0) {
                int end = history.partner(client.position());
                nodes.addObject()
                        .put("operation", operation)
                        .put("from", columns.units(client.fromNanos()))
                        .put("to", columns.units(client.toNanos()))
                        .put("fromPosition", client.position())
                        .put("toPosition", end < 0 ? history.size() - 1 : end);
            }
        }
    }

    private String text(@Nullable Object value) {
        return value == null ? "" : ValueText.cut(ValueText.print(value), limits.valueLengthNear());
    }

    /** By both axes: in units of time and in positions. */
    private void stretch(ObjectNode node, int from, int to) {
        node.put("from", columns.units(clock.at(from))).put("to", columns.units(clock.at(to)));
        node.put("fromPosition", from).put("toPosition", to);
    }

    private void violation(ObjectNode node, Anomaly anomaly) {
        node.put("type", anomaly.type());
        int[] events = positions.of(anomaly).toArray();
        if (events.length > 0) {
            int[] calls = IntStream.of(events).filter(history::isClient).toArray();
            int from = IntStream.of(events).min().getAsInt();
            int to = IntStream.of(events).max().getAsInt();
            stretch(node, from, to);
            ArrayNode operations = node.putArray("operations");
            IntStream.of(calls)
                    .map(columns::numberOf)
                    .filter(number -> number >= 0)
                    .distinct()
                    .forEach(operations::add);
        }
        if (anomaly.details().get("holds") instanceof Collection<?> holds) {
            holds(node.putArray("holds"), holds);
        }
        Object order = anomaly.details().get("linearizationIndexes");
        if (order instanceof Collection<?> indexes) {
            ArrayNode points = node.putArray("linearization");
            indexes.forEach(index -> points.add(numberAt(index)));
        }
        if (anomaly.details().get("linearizationStates") instanceof Collection<?> states) {
            ArrayNode texts = node.putArray("states");
            states.forEach(state -> texts.add(ValueText.cut(ValueText.plain(state), limits.valueLength())));
        }
        if (anomaly.details().get("next") instanceof Collection<?> candidates) {
            ArrayNode next = node.putArray("next");
            for (Object candidate : candidates) {
                if (candidate instanceof Map<?, ?> map) {
                    Object why = map.get("why");
                    next.addObject()
                            .put("operation", numberAt(map.get("index")))
                            .put("why", why == null ? "" : ValueText.plain(why));
                }
            }
        }
    }

    /** Of locks: between which events a process held one, as the details tell by index. */
    private void holds(ArrayNode nodes, Collection<?> holds) {
        for (Object element : holds) {
            if (element instanceof Map<?, ?> hold && hold.get("granted") instanceof Number granted) {
                int from = positions.of(granted.longValue());
                int to = hold.get("until") instanceof Number until
                        ? positions.of(until.longValue())
                        : history.size() - 1;
                int operation = numberAt(granted);
                if (operation >= 0 && to >= from) {
                    ObjectNode node = nodes.addObject();
                    node.put("operation", operation);
                    stretch(node, from, to);
                }
            }
        }
    }

    private int numberAt(@Nullable Object index) {
        int position = index instanceof Number number ? positions.of(number.longValue()) : -1;
        return position < 0 || !history.isClient(position) ? -1 : columns.numberOf(position);
    }

    /** After {@link #json}. */
    String columns() {
        return columns.columns();
    }

    String values() {
        return values.text();
    }
}
