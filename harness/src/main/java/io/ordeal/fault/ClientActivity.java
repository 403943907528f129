package io.ordeal.fault;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultSpans.Span;
import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose operations were open or begun while each fault was in force: from when its injection was done until its heal began.
 *
 * @param workers by span; worker 3's clients are {@code c3} in the mesh
 */
record ClientActivity(Map<Span, Set<Integer>> workers) {
    /**
     * Looks through a history once.
     *
     * @param concurrency of the run: a process is that of the worker which is its remainder
     */
    static ClientActivity of(History history, FaultSpans faults, int concurrency) {
        Map<Span, Set<Integer>> workers = new LinkedHashMap<>();
        Map<Integer, List<Span>> beginning = new HashMap<>();
        for (Span span : faults.spans()) {
            workers.put(span, new HashSet<>());
            beginning.computeIfAbsent(span.inForce(), i -> new ArrayList<>()).add(span);
        }
        List<Span> inForce = new ArrayList<>();
        Map<Integer, Integer> open = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            int position = i;
            inForce.removeIf(span -> span.healing() <= position);
            if (!history.isClient(i)) {
                for (Span span : beginning.getOrDefault(i, List.of())) {
                    inForce.add(span);
                    workers.computeIfAbsent(span, s -> new HashSet<>()).addAll(open.values());
                }
            } else if (!history.isInvoke(i)) {
                open.remove(history.process(i));
            } else if (!history.f(i).equals("session-lost")) {
                int worker = history.process(i) % concurrency;
                open.put(history.process(i), worker);
                inForce.forEach(span ->
                        workers.computeIfAbsent(span, s -> new HashSet<>()).add(worker));
            }
        }
        return new ClientActivity(workers);
    }

    /** Whether any client was at work then. */
    boolean isAny(Span span) {
        return !workers.getOrDefault(span, Set.of()).isEmpty();
    }

    /**
     * How many of some groups had a client at work then.
     *
     * @param groups of members of the mesh, nodes and clients
     */
    long groupsAtWork(Span span, List<? extends Set<String>> groups) {
        Set<Integer> atWork = workers.getOrDefault(span, Set.of());
        return groups.stream()
                .filter(group -> atWork.stream().anyMatch(worker -> group.contains("c" + worker)))
                .count();
    }
}
