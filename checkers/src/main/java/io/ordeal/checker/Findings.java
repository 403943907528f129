package io.ordeal.checker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a checker found to be wrong, kind by kind, and what it tells of it: of each kind the first, which speaks for those
 * that are like it, or each by itself if all are wanted. Only what is told is put into words.
 *
 * @param <K> the kinds, told in their order
 * @param <F> what a checker knows of one
 */
public final class Findings<K extends Enum<K>, F> {
    /** So many of a kind are told at most, and so many of those are named for which one speaks: nobody reads more. */
    public static final int MOST_TOLD = 100;

    /** How a finding is told. */
    @FunctionalInterface
    public interface Words<K, F> {
        /** @param spokenFor the finding itself, and those like it that are not told by themselves */
        Anomaly of(K kind, F finding, List<F> spokenFor);
    }

    private final Map<K, List<F>> byKind;

    public Findings(Class<K> kinds) {
        byKind = new EnumMap<>(kinds);
    }

    public void add(K kind, F finding) {
        byKind.computeIfAbsent(kind, first -> new ArrayList<>()).add(finding);
    }

    /** How many there are of a kind. */
    public int count(K kind) {
        return byKind.getOrDefault(kind, List.of()).size();
    }

    /** How many there are of some kinds together. */
    public long count(Predicate<? super K> kinds) {
        return byKind.keySet().stream().filter(kinds).mapToLong(this::count).sum();
    }

    /** What is told of them. */
    public List<Anomaly> anomalies(CheckContext context, Words<? super K, F> words) {
        List<Anomaly> told = new ArrayList<>();
        byKind.forEach((kind, alike) -> alike.stream()
                .limit(context.all() ? MOST_TOLD : 1)
                .map(finding -> words.of(kind, finding, context.all() ? List.of(finding) : alike))
                .forEach(told::add));
        return told;
    }

    /** What is told of anomalies that are in words already: all, whatever their types, or the first of each, with its "count". */
    public static List<Anomaly> told(List<Anomaly> found, CheckContext context) {
        if (context.all()) {
            return found.stream().limit(MOST_TOLD).toList();
        }
        Map<String, Anomaly> firsts = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Anomaly anomaly : found) {
            firsts.putIfAbsent(anomaly.type(), anomaly);
            counts.merge(anomaly.type(), 1, Integer::sum);
        }
        return firsts.values().stream()
                .map(first -> first.withDetail("count", counts.getOrDefault(first.type(), 1)))
                .toList();
    }
}
