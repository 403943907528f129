package io.ordeal.report;

import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When faults were at work, as the nemesis' events tell: {@code :start-partition … :stop-partition}, and as Jepsen's
 * nemeses name them, {@code :start … :stop}, {@code :kill … :restart} (or {@code :start}), {@code :pause … :resume}.
 *
 * <p>The nemesis writes each operation twice, when it begins and when it is done. A span begins where its injection begins
 * and ends where its healing is done: what lies between may have been touched.
 *
 * @param spans in the order in which they begin
 * @param moments operations of the nemesis that neither begin nor end a span
 */
record FaultSpans(List<Span> spans, List<Moment> moments) {
    /**
     * A fault from its injection to its heal.
     *
     * @param name the kind, e.g. {@code partition}
     * @param label the kind and to whom, in which way, where that is known
     * @param from position of the event at which it began
     * @param to position of the event at which it was healed; −1 if it never was
     * @param started what its injection said
     * @param stopped what its heal said
     */
    record Span(
            String name,
            String label,
            int from,
            int to,
            @Nullable Object started,
            @Nullable Object stopped) {}

    /** Something that the nemesis did at once. */
    record Moment(String f, int position, @Nullable Object value) {}

    private record Deed(
            String f, int from, int to, @Nullable Object value, boolean failed) {}

    private record Open(String name, Deed deed) {}

    FaultSpans {
        spans = List.copyOf(spans);
        moments = List.copyOf(moments);
    }

    static FaultSpans of(History history) {
        List<Span> spans = new ArrayList<>();
        List<Moment> moments = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (Deed deed : deeds(history)) {
            Open ended = endedBy(deed, open);
            if (ended != null) {
                open.remove(ended);
                spans.add(span(ended, deed));
            } else if (begun(deed.f()) != null) {
                open.add(new Open(Objects.requireNonNull(begun(deed.f())), deed));
            } else {
                moments.add(new Moment(deed.f(), deed.from(), deed.value()));
            }
        }
        open.forEach(unhealed -> spans.add(span(unhealed, null)));
        spans.sort(java.util.Comparator.comparingInt(Span::from));
        return new FaultSpans(spans, moments);
    }

    /** The nemesis' operations: two events of one {@code :f} in a row are its begin and its end. */
    private static List<Deed> deeds(History history) {
        List<Deed> deeds = new ArrayList<>();
        int first = -1;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i)) {
                continue;
            }
            if (first >= 0 && history.fNumber(first) == history.fNumber(i)) {
                deeds.add(new Deed(history.f(i), first, i, history.value(i), history.error(i) != null));
                first = -1;
            } else {
                if (first >= 0) {
                    deeds.add(new Deed(
                            history.f(first), first, first, history.value(first), history.error(first) != null));
                }
                first = i;
            }
        }
        if (first >= 0) {
            deeds.add(new Deed(history.f(first), first, first, history.value(first), history.error(first) != null));
        }
        return deeds;
    }

    private static @Nullable Open endedBy(Deed deed, List<Open> open) {
        Open oldest = null;
        for (Open candidate : open) {
            if (ends(deed.f(), candidate)) {
                if (subject(deed.value()) != null
                        && Objects.equals(
                                subject(deed.value()), subject(candidate.deed().value()))) {
                    return candidate;
                }
                oldest = oldest == null ? candidate : oldest;
            }
        }
        return oldest;
    }

    /** What tells two faults of one kind apart that are at work at once. */
    private static @Nullable Object subject(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? field(map, "fault") : null;
    }

    private static @Nullable String begun(String f) {
        if (f.startsWith("start-")) {
            return f.substring("start-".length());
        }
        return switch (f) {
            case "start" -> "fault";
            case "kill", "pause", "partition" -> f;
            default -> null;
        };
    }

    private static boolean ends(String f, Open open) {
        String name = open.name();
        return switch (open.deed().f()) {
            case "start" -> f.equals("stop") || f.equals("heal");
            case "kill" -> f.equals("restart") || f.equals("start") || f.equals("stop-kill");
            case "pause" -> f.equals("resume") || f.equals("stop-pause");
            default -> f.equals("stop-" + name) || f.equals("heal-" + name) || f.equals("heal");
        };
    }

    private static Span span(Open open, @Nullable Deed healed) {
        Object started = open.deed().value();
        Object stopped = healed == null ? null : healed.value();
        return new Span(
                open.name(),
                open.name() + detail(started) + (open.deed().failed() ? " (injection failed)" : ""),
                open.deed().from(),
                healed == null ? -1 : healed.to(),
                started,
                stopped);
    }

    private static String detail(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder detail = new StringBuilder();
            for (String name : List.of("whom", "mode")) {
                Object part = field(map, name);
                if (part != null) {
                    detail.append(' ').append(ValueText.cut(bare(part), 40));
                }
            }
            return detail.toString();
        }
        return value == null ? "" : " " + ValueText.cut(bare(value), 40);
    }

    private static String bare(Object value) {
        String text = ValueText.plain(value);
        return text.startsWith(":") ? text.substring(1) : text;
    }

    /** A map's entry, by name, whether its keys are keywords (EDN) or strings (JSON). */
    private static @Nullable Object field(Map<?, ?> map, String name) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (bare(entry.getKey() == null ? "" : entry.getKey()).equals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** Where a span ends for drawing: its heal, or the history's last event. */
    static int end(Span span, History history) {
        return span.to() >= 0 ? span.to() : history.size() - 1;
    }
}
