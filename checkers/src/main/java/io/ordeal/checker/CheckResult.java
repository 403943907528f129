package io.ordeal.checker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A verdict and what was noticed on the way.
 *
 * @param verdict whether the promise was kept
 * @param notes sentences about what is odd but harmless: overlaps that a fencing token made so, duplicates, and by which
 *     algorithm and under which assumptions the verdict was reached
 * @param measurements figures by name (availability, latency, counts); values are numbers, strings, lists and maps,
 *     ready for JSON
 */
public record CheckResult(Verdict verdict, List<String> notes, Map<String, Object> measurements) {
    public CheckResult {
        Objects.requireNonNull(verdict, "verdict");
        notes = List.copyOf(notes);
        measurements = Map.copyOf(measurements);
    }

    public static CheckResult of(Verdict verdict) {
        return new CheckResult(verdict, List.of(), Map.of());
    }

    public CheckResult withNote(String note) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.add(note);
        return new CheckResult(verdict, all, measurements);
    }

    public CheckResult withVerdict(Verdict other) {
        return new CheckResult(other, notes, measurements);
    }

    /** Both results in one; of a measurement that both have, this one's. */
    public CheckResult and(CheckResult other) {
        List<String> allNotes = new java.util.ArrayList<>(notes);
        other.notes().stream().filter(note -> !notes.contains(note)).forEach(allNotes::add);
        Map<String, Object> all = new LinkedHashMap<>(other.measurements());
        all.putAll(measurements);
        return new CheckResult(verdict.and(other.verdict()), allNotes, all);
    }
}
