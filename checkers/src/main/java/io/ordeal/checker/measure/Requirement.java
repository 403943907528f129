package io.ordeal.checker.measure;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that a history must have in it for its verdict to mean anything. */
@FunctionalInterface
public interface Requirement {
    /** What is missing, as a sentence; empty if nothing is. */
    Optional<String> missing(History history);

    /** At least so many operations of clients that are ok. */
    static Requirement okOperations(int atLeast) {
        return history -> {
            int ok = 0;
            for (int i = 0; i < history.size(); i++) {
                if (history.isClient(i) && history.type(i) == OpType.OK) {
                    ok++;
                }
            }
            return ok >= atLeast
                    ? Optional.empty()
                    : Optional.of("only " + ok + " operations were ok, where " + atLeast
                            + " are wanted: --time or --rate" + " makes more");
        };
    }

    /** At least so many operations of one kind that are ok. */
    static Requirement okOperations(String f, int atLeast) {
        return history -> {
            int ok = 0;
            for (int i = 0; i < history.size(); i++) {
                if (history.isClient(i)
                        && history.type(i) == OpType.OK
                        && history.f(i).equals(f)) {
                    ok++;
                }
            }
            return ok >= atLeast
                    ? Optional.empty()
                    : Optional.of("only " + ok + " :" + f + " were ok, where " + atLeast
                            + " are wanted: --time or --rate" + " makes more");
        };
    }

    /**
     * At least two processes competed for one lock: one asked for it, by {@code acquire}, while another asked for it or
     * had it.
     */
    static Requirement lockContention() {
        return history -> {
            Map<Object, Set<Integer>> interested = new HashMap<>();
            for (int i = 0; i < history.size(); i++) {
                if (!history.isClient(i)) {
                    continue;
                }
                boolean acquire = history.f(i).equals("acquire");
                Object value = history.value(history.isInvoke(i) ? i : history.partner(i));
                Set<Integer> processes =
                        interested.computeIfAbsent(value == null ? Values.class : value, lock -> new HashSet<>());
                if (history.isInvoke(i) && acquire) {
                    processes.add(history.process(i));
                    if (processes.size() > 1) {
                        return Optional.empty();
                    }
                } else if (!history.isInvoke(i) && history.type(i) != (acquire ? OpType.OK : OpType.FAIL)) {
                    // An acquire that got nothing for certain, or a release that may have gone through.
                    processes.remove(history.process(i));
                }
            }
            return Optional.of("no two processes ever competed for one lock: --concurrency makes more, or fewer locks");
        };
    }
}
