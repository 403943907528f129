package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When faults were at work, as the nemesis' events tell: {@code :start-partition … :stop-partition}, and as Jepsen's
 * nemeses name them, {@code :start … :stop}, {@code :kill … :restart} (or {@code :start}), {@code :pause … :resume}.
 *
 * <p>The nemesis writes each operation twice, when it begins and when it is done. A span begins where its injection begins
 * and ends where its healing is done: what lies between may have been touched. Faults are told apart by their full names,
 * so that two of a kind that overlap are two spans; an injection that was skipped is none.
 *
 * @param spans in the order in which they begin
 * @param moments operations of the nemesis that neither begin nor end a span
 */
public record FaultSpans(List<Span> spans, List<Moment> moments) {
    /**
     * A fault from its injection to its heal.
     *
     * @param kind e.g. {@code partition}
     * @param fault its full name where that is known, e.g. {@code partition:primary}; else its kind
     * @param from position of the event at which its injection began
     * @param inForce position of the event at which it was done: from here on the fault is in force
     * @param healing position of the event at which its heal began; the history's size if it never did
     * @param to position of the event at which it was healed; −1 if it never was
     * @param failed whether the injection failed, and was undone
     * @param started what its injection said
     * @param stopped what its heal said
     */
    public record Span(
            String kind,
            String fault,
            int from,
            int inForce,
            int healing,
            int to,
            boolean failed,
            @Nullable Object started,
            @Nullable Object stopped) {
        /** Where it ends in a history: its heal, or the last event. */
        public int end(History history) {
            return to >= 0 ? to : history.size() - 1;
        }

        /** Whether it was at work somewhere between two positions, these included. */
        public boolean isAtWork(int first, int last) {
            return from <= last && (to < 0 || to >= first);
        }
    }

    /**
     * Something that the nemesis did at once, or that began and ended no span: a heal that failed, an injection that was
     * skipped.
     *
     * @param position of the event at which it began
     * @param done position of the event at which it was done; the same if it has but one
     * @param value what was told when it was done
     */
    public record Moment(
            String f, int position, int done, @Nullable Object value) {}

    private record Open(String kind, NemesisDeeds.Deed deed) {}

    public FaultSpans {
        spans = List.copyOf(spans);
        moments = List.copyOf(moments);
    }

    public static FaultSpans of(History history) {
        List<Span> spans = new ArrayList<>();
        List<Moment> moments = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (NemesisDeeds.Deed deed : NemesisDeeds.of(history)) {
            List<Open> ended = endedBy(deed, open);
            String begun = begun(deed.f());
            if (!ended.isEmpty()) {
                open.removeAll(ended);
                ended.forEach(healed -> spans.add(span(healed, deed, history)));
            } else if (begun == null || field(deed.value(), "skipped") != null) {
                moments.add(new Moment(deed.f(), deed.from(), deed.to(), deed.value()));
            } else if (deed.failed() && deed.f().startsWith("start-")) {
                spans.add(undone(new Open(begun, deed)));
            } else {
                open.add(new Open(begun, deed));
            }
        }
        open.forEach(unhealed -> spans.add(span(unhealed, null, history)));
        spans.sort(Comparator.comparingInt(Span::from));
        return new FaultSpans(spans, moments);
    }

    /** The faults that were at work somewhere between two positions, these included, each once. */
    public List<String> atWork(int first, int last) {
        return spans.stream()
                .filter(span -> span.isAtWork(first, last))
                .map(Span::fault)
                .distinct()
                .toList();
    }

    /** What an operation of the nemesis ends; the heal of everything ends all that is open. */
    private static List<Open> endedBy(NemesisDeeds.Deed deed, List<Open> open) {
        if (deed.failed()) {
            return List.of(); // it was to be healed, and may be at work still
        }
        Open oldest = null;
        for (Open candidate : open) {
            if (ends(deed.f(), candidate)) {
                String subject = NemesisDeeds.subject(deed.value());
                String candidates = NemesisDeeds.subject(candidate.deed().value());
                if (subject != null && subject.equals(candidates)) {
                    return List.of(candidate);
                }
                oldest = oldest == null && (subject == null || candidates == null) ? candidate : oldest;
            }
        }
        if (oldest != null && deed.f().equals("heal")) {
            return open.stream().filter(candidate -> ends("heal", candidate)).toList();
        }
        return oldest == null ? List.of() : List.of(oldest);
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
        String kind = open.kind();
        return switch (open.deed().f()) {
            case "start" -> f.equals("stop") || f.equals("heal");
            case "kill" -> f.equals("restart") || f.equals("start") || f.equals("stop-kill");
            case "pause" -> f.equals("resume") || f.equals("stop-pause");
            default -> f.equals("stop-" + kind) || f.equals("heal-" + kind) || f.equals("heal");
        };
    }

    private static Span span(Open open, NemesisDeeds.@Nullable Deed healed, History history) {
        NemesisDeeds.Deed begun = open.deed();
        return new Span(
                open.kind(),
                fullName(open),
                begun.from(),
                begun.to(),
                healed == null ? history.size() : healed.from(),
                healed == null ? -1 : healed.to(),
                begun.failed(),
                begun.value(),
                healed == null ? null : healed.value());
    }

    /** What fails to be injected is undone at once, and its injection's end is its own. */
    private static Span undone(Open open) {
        NemesisDeeds.Deed deed = open.deed();
        return new Span(
                open.kind(), fullName(open), deed.from(), deed.to(), deed.to(), deed.to(), true, deed.value(), null);
    }

    private static String fullName(Open open) {
        Object value = open.deed().value();
        if (field(value, "fault") instanceof String fault) {
            return fault;
        }
        return value instanceof String text && (text + ":").startsWith(open.kind() + ":") ? text : open.kind();
    }

    /** An entry of what the nemesis said, by name, whether its keys are keywords (EDN) or strings (JSON); null = none. */
    public static @Nullable Object field(@Nullable Object said, String name) {
        if (!(said instanceof Map<?, ?> map)) {
            return null;
        }
        Keyword keyword = Keyword.of(name);
        return map.containsKey(keyword) ? map.get(keyword) : map.get(name);
    }
}
