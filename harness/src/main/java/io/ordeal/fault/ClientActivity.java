package io.ordeal.fault;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultSpans.Span;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose operations were open or begun while each fault was in force: from when its injection was done, or begun if that is
 * when it strikes, until its heal began.
 *
 * @param workers by span; worker 3's clients are {@code c3} in the mesh
 * @param successful by span, those of them of which an operation began meanwhile and was ok
 */
record ClientActivity(Map<Span, Set<Integer>> workers, Map<Span, Set<Integer>> successful) {
    /**
     * Looks through a history once.
     *
     * @param concurrency of the run: a process is that of the worker which is its remainder
     */
    static ClientActivity of(History history, FaultSpans faults, int concurrency) {
        Map<Span, Set<Integer>> workers = new LinkedHashMap<>();
        Map<Span, Set<Integer>> successful = new LinkedHashMap<>();
        Map<Integer, List<Span>> beginning = new HashMap<>();
        for (Span span : faults.spans()) {
            workers.put(span, new HashSet<>());
            beginning.computeIfAbsent(beginning(span), i -> new ArrayList<>()).add(span);
        }
        List<Span> inForce = new ArrayList<>();
        Map<Integer, Integer> open = new HashMap<>();
        Map<Integer, List<Span>> begun = new HashMap<>();
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
                List<Span> begunIn = begun.getOrDefault(history.process(i), List.of());
                if (history.type(i) == OpType.OK) {
                    int worker = history.process(i) % concurrency;
                    begunIn.stream()
                            .filter(inForce::contains)
                            .forEach(span -> successful
                                    .computeIfAbsent(span, s -> new HashSet<>())
                                    .add(worker));
                }
            } else if (!history.f(i).equals("session-lost")) {
                int worker = history.process(i) % concurrency;
                open.put(history.process(i), worker);
                begun.put(history.process(i), List.copyOf(inForce));
                inForce.forEach(span ->
                        workers.computeIfAbsent(span, s -> new HashSet<>()).add(worker));
            }
        }
        return new ClientActivity(workers, successful);
    }

    private static int beginning(Span span) {
        return FaultKinds.find(span.kind())
                .filter(FaultKind::strikesWhileInjected)
                .map(kind -> span.from())
                .orElse(span.inForce());
    }

    /** Whether any client was at work then. */
    boolean isAny(Span span) {
        return !workers.getOrDefault(span, Set.of()).isEmpty();
    }

    /** Whether an operation of a client began and was ok then, by the client's name in the mesh. */
    boolean hasSucceeded(Span span, String client) {
        return successful.getOrDefault(span, Set.of()).stream().anyMatch(worker -> client.equals("c" + worker));
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
