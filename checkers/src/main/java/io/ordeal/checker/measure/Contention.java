package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How much of a history put to the test what only shows where clients get in each other's way.
 *
 * <p>An operation that is ok is contended if, while it was open, another client's was that is about the same thing: a key of
 * a transaction, the key of {@code [key value]}; all other operations are about one thing. A lock is in use from before it is
 * granted until it is given back: an {@code acquire} is contended if another client had the lock or asked for it meanwhile. So it is
 * with a {@code campaign} and the office that it is for.
 *
 * <p>Complexity: O(n × clients).
 *
 * @param ok operations of clients that are ok
 * @param contended so many of them
 */
public record Contention(long ok, long contended) {
    private static final String WHOLE = "all";

    /** What asks for a lock, alone or beside others. */
    static final Set<String> GRANTS = Set.of("acquire", "acquire-shared");

    /** What asks for something that one has at a time, or shares. */
    private static final Set<String> TAKES = Set.of("acquire", "acquire-shared", "campaign");

    /** What says that it was had until now. */
    private static final Set<String> GIVES_BACK = Set.of("release", "resign");

    /** Counts all operations. */
    public static Contention of(History history) {
        return of(history, f -> true);
    }

    /**
     * Counts some operations, whatever others they met: the grants of a lock alone, say.
     *
     * @param counted whether operations of a name are
     */
    public static Contention of(History history, Predicate<String> counted) {
        Map<Integer, Set<Object>> open = new HashMap<>();
        Map<Integer, Object> held = new HashMap<>();
        Set<Integer> met = new HashSet<>();
        Map<Integer, Integer> invocations = new HashMap<>();
        long ok = 0;
        long contended = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            int process = history.process(i);
            if (history.isInvoke(i)) {
                Set<Object> mine = touched(history, i);
                for (Map.Entry<Integer, Set<Object>> other : open.entrySet()) {
                    if (other.getValue().stream().anyMatch(mine::contains)) {
                        met.add(i);
                        met.add(invocations.getOrDefault(other.getKey(), i));
                    }
                }
                if (TAKES.contains(history.f(i))
                        && held.entrySet().stream()
                                .anyMatch(hold -> hold.getKey() != process && mine.contains(hold.getValue()))) {
                    met.add(i);
                }
                open.put(process, mine);
                invocations.put(process, i);
                continue;
            }
            open.remove(process);
            if (history.type(i) == OpType.OK) {
                if (counted.test(history.f(i))) {
                    ok++;
                    contended += met.contains(history.partner(i)) ? 1 : 0;
                }
                if (TAKES.contains(history.f(i))) {
                    touched(history, history.partner(i)).forEach(lock -> held.put(process, lock));
                } else if (!history.f(i).equals("leads")) {
                    // given back, or lost with a session; who uses what a lock guards has an operation for that, too
                    held.remove(process);
                }
            }
        }
        return new Contention(ok, contended);
    }

    /** The sum of two histories'. */
    public Contention plus(Contention other) {
        return new Contention(ok + other.ok, contended + other.contended);
    }

    private static Set<Object> touched(History history, int invocation) {
        Object value = history.value(invocation);
        String f = history.f(invocation);
        if (TAKES.contains(f) || GIVES_BACK.contains(f) || f.equals("leads")) {
            return Set.of(value == null ? WHOLE : value);
        }
        if (value instanceof Collection<?> parts) {
            List<Object> list = new ArrayList<>(parts);
            Set<Object> keys = new HashSet<>();
            for (Object part : list) {
                if (part instanceof List<?> step && step.size() >= 2 && step.get(1) != null) {
                    keys.add(step.get(1));
                }
            }
            if (keys.size() > 0 && list.stream().allMatch(List.class::isInstance)) {
                return keys;
            }
            if (list.size() == 2 && list.get(0) != null) {
                return Set.of(list.get(0));
            }
        }
        return Set.of(WHOLE);
    }
}
