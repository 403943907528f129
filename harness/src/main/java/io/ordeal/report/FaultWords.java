package io.ordeal.report;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.checker.measure.FaultSpans;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a history tells of a fault's span, in words: whom it struck, what made it begin and end, what it did. */
final class FaultWords {
    private static final int LENGTH = 400;

    private FaultWords() {}

    /** Each with its name, as far as it is told; in the order in which it is read. */
    static Map<String, String> of(FaultSpans.Span span) {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "whom", whom(span));
        put(facts, "mode", plain(field(span.started(), "mode")));
        put(facts, "began", plain(field(span.started(), "trigger")));
        put(facts, "ended", plain(field(span.stopped(), "trigger")));
        Object evidence = field(span.stopped(), "evidence");
        put(
                facts,
                "did",
                field(evidence, "amount") instanceof Number amount
                        ? plain(field(evidence, "measure")) + " " + Numbers.grouped(amount.longValue())
                        : "");
        if (Boolean.TRUE.equals(field(span.stopped(), "leader-changed"))) {
            put(
                    facts,
                    "primaries",
                    "before " + names(field(span.stopped(), "primaries-before")) + ", after "
                            + names(field(span.stopped(), "primaries-after")));
        }
        return facts;
    }

    /** In one line: what the card of a violation and a tip have room for. */
    static String line(FaultSpans.Span span) {
        return of(span).entrySet().stream()
                .map(fact -> fact.getKey().equals("whom") ? fact.getValue() : fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Those who were struck by name, where they are known; else what was asked for. */
    private static String whom(FaultSpans.Span span) {
        if (field(span.started(), "groups") instanceof Collection<?> groups) {
            return groups.stream().map(FaultWords::names).collect(Collectors.joining(" | "));
        }
        return struck(span).orElseGet(() -> plain(field(span.started(), "whom")));
    }

    /** The nodes that were struck, or the clients; empty where none is named. */
    static Optional<String> struck(FaultSpans.Span span) {
        for (String struck : new String[] {"frozen", "killed"}) {
            if (field(span.stopped(), struck) instanceof Collection<?> clients && !clients.isEmpty()) {
                return Optional.of(struck + " " + names(clients));
            }
        }
        return field(span.started(), "nodes") instanceof Collection<?> nodes
                ? Optional.of(names(nodes))
                : Optional.empty();
    }

    private static String names(@Nullable Object named) {
        if (!(named instanceof Collection<?> all)) {
            return plain(named);
        }
        return all.isEmpty() ? "none" : all.stream().map(FaultWords::name).collect(Collectors.joining(" "));
    }

    /** {@code n1}; of a client {@code p7}, with the time that it stood still or the step at which it was killed. */
    private static String name(@Nullable Object named) {
        if (!(field(named, "process") instanceof Number process)) {
            return plain(named);
        }
        String who = "p" + process;
        if (field(named, "nanos") instanceof Number nanos) {
            return who + " for " + Numbers.span(nanos.longValue());
        }
        return field(named, "step") instanceof String step ? who + " (" + plain(step) + ")" : who;
    }

    private static String plain(@Nullable Object value) {
        String text = value == null ? "" : ValueText.plain(value);
        return ValueText.cut(text.startsWith(":") ? text.substring(1) : text, LENGTH);
    }

    private static void put(Map<String, String> facts, String name, String text) {
        if (!text.isBlank()) {
            facts.put(name, text);
        }
    }
}
