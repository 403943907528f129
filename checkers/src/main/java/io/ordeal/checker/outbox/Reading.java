package io.ordeal.checker.outbox;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was there when rows were read or messages drained.
 *
 * @param invoked the invocation's position
 * @param completed the completion's
 * @param counts how often each id was there, in the order in which it came first
 */
record Reading(int invoked, int completed, Map<Object, Integer> counts) {
    static Reading of(History history, int completion) {
        if (!(history.value(completion) instanceof Collection<?> ids)) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(completion) + ": expected the ok value of :" + history.f(completion)
                            + " to be a list of ids, found " + EdnText.brief(history.value(completion)));
        }
        Map<Object, Integer> counts = new LinkedHashMap<>();
        for (Object id : ids) {
            if (id == null) {
                throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected ids in the ok"
                        + " value of :" + history.f(completion) + ", found nil among them");
            }
            counts.merge(id, 1, Integer::sum);
        }
        return new Reading(history.partner(completion), completion, counts);
    }

    boolean has(Object id) {
        return counts.containsKey(id);
    }

    int timesMoreThanOnce() {
        return counts.values().stream().mapToInt(count -> count - 1).sum();
    }
}
