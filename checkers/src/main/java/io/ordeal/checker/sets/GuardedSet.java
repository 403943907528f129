package io.ordeal.checker.sets;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one set while its history is read. */
final class GuardedSet {
    final @Nullable Object lock;

    /** By element, the position of the invocation of its add. */
    final Map<Object, Integer> adds = new LinkedHashMap<>();

    /** By element, the position of the first completion of a read that has it. */
    final Map<@Nullable Object, Integer> seen = new LinkedHashMap<>();

    /** The positions of all ok reads' completions. */
    private final List<Integer> reads = new ArrayList<>();

    /** The position of the last ok read's completion; −1 if there is none. */
    int finalRead = -1;

    private int acknowledged;
    private @Nullable Map<Object, List<Integer>> byVersionRead;

    GuardedSet(@Nullable Object lock) {
        this.lock = lock;
    }

    void add(History history, int invocation, Object element) {
        Integer earlier = adds.put(element, invocation);
        if (earlier != null) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(invocation) + ": " + EdnText.brief(element) + " is added to "
                            + name() + " again, after event " + history.index(earlier)
                            + ": whether it was lost can't be told unless elements are unique");
        }
        if (history.outcome(invocation) == OpType.OK) {
            acknowledged++;
        }
    }

    void read(History history, int completion) {
        finalRead = completion;
        reads.add(completion);
        for (Object element : SetValue.elements(history, completion)) {
            seen.putIfAbsent(element, completion);
        }
    }

    /** The last read, and those that were not over when it began: none of them is more the last than another. */
    List<Integer> lastReads(History history) {
        int invoked = history.partner(finalRead);
        return reads.stream().filter(read -> read > invoked).toList();
    }

    int acknowledged() {
        return acknowledged;
    }

    String name() {
        return lock == null ? "the set" : "the set under lock " + EdnText.name(lock);
    }

    /** Another acknowledged add that had read the same version as this one, null if none is known. */
    @Nullable
    Integer rivalOf(History history, int add) {
        if (byVersionRead == null) {
            byVersionRead = new HashMap<>();
            for (int other : adds.values()) {
                if (history.outcome(other) == OpType.OK) {
                    Object version = SetValue.version(history, history.partner(other), "read");
                    if (version != null) {
                        byVersionRead
                                .computeIfAbsent(version, v -> new ArrayList<>())
                                .add(other);
                    }
                }
            }
        }
        Object version = SetValue.version(history, history.partner(add), "read");
        if (version == null) {
            return null;
        }
        return byVersionRead.getOrDefault(version, List.of()).stream()
                .filter(other -> other != add)
                .findFirst()
                .orElse(null);
    }
}
