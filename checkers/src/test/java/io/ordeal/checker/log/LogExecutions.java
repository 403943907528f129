package io.ordeal.checker.log;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a log, by brute force: goes through the events of a history of one log and tries, before each of them,
 * every way to let open appends take effect. An effect puts an element behind all others, at the offset that the history
 * tells of it anywhere. A read is explained by the log as it was at some moment, by the number of entries that it had.
 *
 * <p>Shares nothing with the checker, neither rules nor the reading of values.
 */
final class LogExecutions {
    private record Entry(long offset, Object element) {}

    private final History history;

    /** By element; several where the history contradicts itself. */
    private final Map<Object, Set<Long>> offsets = new HashMap<>();

    private LogExecutions(History history) {
        this.history = history;
        for (int i = 0; i < history.size(); i++) {
            if (history.type(i) == OpType.OK) {
                boolean append = history.f(i).equals("append");
                Object told = pair(history.value(i)).get(append ? 1 : 2);
                for (Object entry : append ? List.of(told) : pair(told)) {
                    offsets.computeIfAbsent(pair(entry).get(1), element -> new HashSet<>())
                            .add((Long) pair(entry).get(0));
                }
            }
        }
    }

    /** Whether any execution explains the history. */
    static boolean explain(History history) {
        return new LogExecutions(history).from(0, new ArrayList<>(), new HashSet<>(), new HashMap<>(), new HashMap<>());
    }

    /**
     * @param log so far
     * @param open elements whose appends are under way or of unknown outcome, and have not taken effect
     * @param sizes of the log at the invocation of reads that are open, by their position
     * @param seen of each process, how many entries it has seen
     */
    private boolean from(
            int event, List<Entry> log, Set<Object> open, Map<Integer, Integer> sizes, Map<Integer, Integer> seen) {
        if (event == history.size()) {
            return true;
        }
        if (happens(event, log, open, sizes, seen)) {
            return true;
        }
        for (Object element : List.copyOf(open)) {
            Set<Long> told = offsets.getOrDefault(element, Set.of());
            // Nobody was told of it: whether it takes effect makes no difference.
            if (told.size() != 1) {
                continue;
            }
            Entry entry = new Entry(told.iterator().next(), element);
            if (log.isEmpty() || log.get(log.size() - 1).offset() < entry.offset()) {
                List<Entry> longer = new ArrayList<>(log);
                longer.add(entry);
                Set<Object> fewer = new HashSet<>(open);
                fewer.remove(element);
                if (from(event, longer, fewer, sizes, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean happens(
            int event, List<Entry> log, Set<Object> open, Map<Integer, Integer> sizes, Map<Integer, Integer> seen) {
        int partner = history.partner(event);
        boolean append = history.f(event).equals("append");
        if (history.isInvoke(event)) {
            if (!append) {
                Map<Integer, Integer> more = new HashMap<>(sizes);
                more.put(event, log.size());
                return from(event + 1, log, open, more, seen);
            }
            Set<Object> more = new HashSet<>(open);
            more.add(pair(history.value(event)).get(1));
            return from(event + 1, log, more, sizes, seen);
        }
        if (append) {
            Object element = pair(history.value(partner)).get(1);
            boolean took = log.stream().anyMatch(entry -> entry.element().equals(element));
            return switch (history.type(event)) {
                case OK -> took && from(event + 1, log, open, sizes, seen);
                case FAIL -> {
                    Set<Object> fewer = new HashSet<>(open);
                    fewer.remove(element);
                    yield !took && from(event + 1, log, fewer, sizes, seen);
                }
                default -> from(event + 1, log, open, sizes, seen);
            };
        }
        if (history.type(event) != OpType.OK) {
            return from(event + 1, log, open, sizes, seen);
        }
        long from = (Long) pair(history.value(event)).get(1);
        List<Object> read = pair(pair(history.value(event)).get(2));
        int process = history.process(event);
        int earliest = history.f(event).equals("read-all") ? Objects.requireNonNull(sizes.get(partner)) : 0;
        int saw = seen.getOrDefault(process, 0);
        for (int size = Math.max(earliest, saw); size <= log.size(); size++) {
            if (read.equals(view(log, size, from))) {
                Map<Integer, Integer> more = new HashMap<>(seen);
                more.merge(process, read.isEmpty() ? 0 : size, Math::max);
                if (from(event + 1, log, open, sizes, more)) {
                    return true;
                }
                // A later moment with the same view only asks more of what comes.
                return false;
            }
        }
        return false;
    }

    private static List<Object> view(List<Entry> log, int size, long from) {
        List<Object> view = new ArrayList<>();
        for (Entry entry : log.subList(0, size)) {
            if (entry.offset() >= from) {
                view.add(List.of(entry.offset(), entry.element()));
            }
        }
        return view;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> pair(@Nullable Object value) {
        return (List<Object>) Objects.requireNonNull(value);
    }
}
