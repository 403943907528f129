package io.ordeal.checker.measure;

import static io.ordeal.checker.measure.FaultSpans.field;

import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The nemesis' operations, each from the event at which it began to the event at which it was done.
 *
 * <p>Jepsen's nemesis does one thing after the other: two events of one {@code :f} in a row are a pair. Ordeal's faults
 * may be injected side by side: there an operation begins with a name, {@code :value "kill:one"}, and ends with a map that
 * has it as {@code :id} or {@code :fault}, or with the name once more and an {@code :error}. What neither starts, stops nor
 * heals is told at once, and once.
 */
final class NemesisDeeds {
    private final History history;
    private final List<Deed> deeds = new ArrayList<>();

    /**
     * One operation.
     *
     * @param from position of its begin
     * @param to position of its end; the same if it has none
     * @param value what its end said
     * @param failed whether its end has an error
     */
    record Deed(String f, int from, int to, @Nullable Object value, boolean failed) {}

    private NemesisDeeds(History history) {
        this.history = history;
    }

    /** In the order in which they ended. */
    static List<Deed> of(History history) {
        NemesisDeeds found = new NemesisDeeds(history);
        List<Integer> events = new ArrayList<>();
        boolean ordeals = false;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                events.add(i);
                ordeals |= subject(history.value(i)) != null;
            }
        }
        if (ordeals) {
            found.byName(events);
        } else {
            found.inARow(events);
        }
        found.deeds.sort(Comparator.comparingInt(Deed::to));
        return found.deeds;
    }

    /** What tells two faults of one kind apart that are at work at once. */
    static @Nullable String subject(@Nullable Object value) {
        Object name =
                Objects.requireNonNullElse(field(value, "id"), Objects.requireNonNullElse(field(value, "fault"), 0));
        return name instanceof String text ? text : null;
    }

    private void inARow(List<Integer> events) {
        int first = -1;
        for (int i : events) {
            if (first >= 0 && history.fNumber(first) == history.fNumber(i)) {
                add(first, i);
                first = -1;
            } else {
                if (first >= 0) {
                    add(first, first);
                }
                first = i;
            }
        }
        if (first >= 0) {
            add(first, first);
        }
    }

    private void byName(List<Integer> events) {
        List<Integer> begun = new ArrayList<>();
        for (int i : events) {
            String f = history.f(i);
            if (!f.startsWith("start-") && !f.startsWith("stop-") && !f.equals("heal")) {
                add(i, i);
                continue;
            }
            Integer first = begun.stream()
                    .filter(candidate -> history.fNumber(candidate) == history.fNumber(i) && isEnd(candidate, i))
                    .findFirst()
                    .orElse(null);
            if (first == null) {
                begun.add(i);
            } else {
                begun.remove(first);
                add(first, i);
            }
        }
        begun.forEach(first -> add(first, first));
    }

    private boolean isEnd(int begin, int end) {
        Object name = history.value(begin);
        Object told = history.value(end);
        return name == null || name.equals(told) || name.equals(field(told, "id")) || name.equals(field(told, "fault"));
    }

    private void add(int first, int last) {
        deeds.add(new Deed(history.f(last), first, last, history.value(last), history.error(last) != null));
    }
}
