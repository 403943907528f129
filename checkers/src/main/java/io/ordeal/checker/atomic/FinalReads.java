package io.ordeal.checker.atomic;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All reads of what the participants have, the last of which tells the end. What contradicts itself in them, or from one
 * to the next, no recovery explains: a commit is for good, and there is one of each.
 *
 * @param states by the position of the read's completion, in their order: the participants by name; not empty
 */
record FinalReads(History history, Map<Integer, Map<String, ParticipantState>> states) {
    static FinalReads of(History history, List<Integer> completions) {
        Map<Integer, Map<String, ParticipantState>> states = new LinkedHashMap<>();
        completions.forEach(read -> states.put(read, ParticipantState.read(history, read)));
        return new FinalReads(history, states);
    }

    /** The position of the last read's completion. */
    int last() {
        return states.keySet().stream().reduce((one, later) -> later).orElseThrow();
    }

    Map<String, ParticipantState> end() {
        return states.getOrDefault(last(), Map.of());
    }

    /** Whether the participants were still changing when they were read last. */
    boolean changing() {
        List<Map<String, ParticipantState>> all = List.copyOf(states.values());
        return all.size() > 1 && !all.get(all.size() - 2).equals(all.get(all.size() - 1));
    }

    /** A participant that an earlier read spoke of and the last does not. */
    Optional<String> forgotten() {
        Set<String> named = new LinkedHashSet<>();
        states.values().forEach(each -> named.addAll(each.keySet()));
        named.removeAll(end().keySet());
        return named.stream().findFirst();
    }

    /** Commits that are gone in a read that began after another had found them, and those that are there twice. */
    List<Anomaly> contradictions() {
        List<Anomaly> found = new ArrayList<>();
        Map<String, Map<Object, Integer>> seen = new HashMap<>();
        Set<List<Object>> told = new HashSet<>();
        states.forEach((read, participants) -> participants.forEach((name, state) -> {
            Map<Object, Integer> before = seen.computeIfAbsent(name, participant -> new LinkedHashMap<>());
            before.forEach((id, earlier) -> {
                if (earlier < history.partner(read) && !state.committed().contains(id) && told.add(List.of(name, id))) {
                    found.add(gone(name, id, earlier, read));
                }
            });
            state.committed().forEach(id -> before.putIfAbsent(id, read));
            state.twice().forEach(id -> {
                if (told.add(List.of(name, id, AnomalyType.UNEXPECTED))) {
                    found.add(anomaly(
                            AnomalyType.UNEXPECTED,
                            id,
                            "transaction " + EdnText.name(id) + " is committed more than once on " + name
                                    + ": so the read by " + by(read) + " says",
                            read));
                }
            });
        }));
        return found;
    }

    private Anomaly gone(String name, Object id, int earlier, int later) {
        return anomaly(
                AnomalyType.LOST,
                id,
                "transaction " + EdnText.name(id) + " is committed on " + name + " in the read by " + by(earlier)
                        + ", and is not there any more in the one by " + by(later),
                earlier,
                later);
    }

    private String by(int read) {
        return "process " + history.process(read) + " at event " + history.index(read);
    }

    private Anomaly anomaly(AnomalyType type, Object id, String words, int... reads) {
        return new Anomaly(type, id, words, new Witness(history).with(reads).events());
    }
}
