package io.ordeal.fault;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.cluster.ServerEnd;
import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Servers that ended by themselves, as the history is told of them, each once and at once, and as it tells of them:
 *
 * <pre>
 * {:process :nemesis, :type :info, :f :server-ended, :value {:node "n2", :server "redis 7.0.15", :exit-code "139", …}}
 * </pre>
 */
public final class ServerEnds {
    /** The event's {@code :f}. */
    public static final String F = "server-ended";

    private static final int LINES = 3;

    private ServerEnds() {}

    /** For the history. */
    public static Map<Keyword, Object> value(ServerEnd end) {
        Map<Keyword, Object> value = new LinkedHashMap<>();
        value.put(Keyword.of("node"), end.node());
        value.put(Keyword.of("server"), end.server());
        value.put(Keyword.of("exit-code"), end.exitCode());
        value.put(Keyword.of("log"), end.log());
        value.put(Keyword.of("last-lines"), end.lastLines());
        return value;
    }

    /** A sentence for each that a history tells of. */
    public static List<String> notes(History history) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) && history.f(i).equals(F)) {
                notes.add(note(history, i));
            }
        }
        return notes;
    }

    private static String note(History history, int i) {
        Object value = history.value(i);
        long nanos = history.timeNanos(i);
        String when = nanos < 0 ? "" : String.format(Locale.ROOT, " at %.3f s", nanos / 1e9);
        StringBuilder note = new StringBuilder(text(value, "server") + " on node " + text(value, "node")
                + " ended by itself" + when + ", exit code " + text(value, "exit-code")
                + ", and no fault had killed it; its log is " + text(value, "log"));
        if (field(value, "last-lines") instanceof Collection<?> lines && !lines.isEmpty()) {
            note.append(", which ends: ");
            note.append(String.join(
                    " | ",
                    lines.stream()
                            .skip(Math.max(0, lines.size() - LINES))
                            .map(String::valueOf)
                            .toList()));
        }
        return note.toString();
    }

    private static String text(@org.jspecify.annotations.Nullable Object value, String name) {
        return String.valueOf(Objects.requireNonNullElse(field(value, name), "unknown"));
    }
}
