package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a promise was broken, with its witness.
 *
 * @param type the name on the wire: Elle's ({@code G-single}, {@code lost-update}) or one of {@link AnomalyType}
 * @param key the lock, register or account it happened to, as the history names it; null where there is but one
 * @param explanation a sentence or a few that a person can follow, with the processes and values in it
 * @param witness the events that prove it, in the order of the history, as few as possible
 * @param details whatever else a machine may want; the keys are stable names
 */
public record Anomaly(
        String type, @Nullable Object key, String explanation, List<Op> witness, Map<String, Object> details) {
    /** So many events at most are handed on: those of more than two thousand operations show nobody anything. */
    public static final int MOST_EVENTS = 4_000;

    public Anomaly {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(explanation, "explanation");
        witness = List.copyOf(witness);
        details = Map.copyOf(details);
    }

    public Anomaly(AnomalyType type, @Nullable Object key, String explanation, List<Op> witness) {
        this(type.wire(), key, explanation, witness, Map.of());
    }

    public Anomaly withDetail(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Anomaly(type, key, explanation, witness, more);
    }

    /** The events at some positions, in their order; of too many the last {@link #MOST_EVENTS}. */
    public static List<Op> events(History history, SortedSet<Integer> positions) {
        return positions.stream()
                .skip(Math.max(0, positions.size() - MOST_EVENTS))
                .map(history::op)
                .toList();
    }
}
