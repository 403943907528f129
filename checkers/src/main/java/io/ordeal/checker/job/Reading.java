package io.ordeal.checker.job;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All outputs, as one found them who reads them.
 *
 * @param invoked the invocation's position
 * @param completed the completion's
 * @param outputs by job; of those alone that have left anything
 */
record Reading(int invoked, int completed, Map<Object, Output> outputs) {
    /**
     * A job's output.
     *
     * @param marked whether it says of itself that it is whole
     * @param counts how often each record is there, in the order in which it came first
     */
    record Output(boolean marked, Map<Object, Integer> counts) {
        boolean isTrace() {
            return marked || !counts.isEmpty();
        }
    }

    static Reading of(History history, int completion) {
        if (!(history.value(completion) instanceof Collection<?> entries)) {
            throw strange(history, completion, history.value(completion));
        }
        Map<Object, Output> outputs = new LinkedHashMap<>();
        for (Object entry : entries) {
            if (!(entry instanceof List<?> parts)
                    || parts.size() != 3
                    || parts.get(0) == null
                    || !(parts.get(1) instanceof Boolean marked)
                    || !(parts.get(2) instanceof Collection<?> records)) {
                throw strange(history, completion, entry);
            }
            Map<Object, Integer> counts = new LinkedHashMap<>();
            for (Object record : records) {
                if (record == null) {
                    throw strange(history, completion, entry);
                }
                counts.merge(record, 1, Integer::sum);
            }
            if (outputs.put(parts.get(0), new Output(marked, counts)) != null) {
                throw new UnjudgeableHistoryException("event " + history.index(completion) + ": the output of job "
                        + EdnText.name(parts.get(0)) + " is told of twice in one reading");
            }
        }
        return new Reading(history.partner(completion), completion, outputs);
    }

    private static UnjudgeableHistoryException strange(History history, int completion, @Nullable Object found) {
        return new UnjudgeableHistoryException("event " + history.index(completion)
                + ": expected the ok value of :outputs to be a list of [job marked [records]], found "
                + EdnText.brief(found));
    }

    @Nullable
    Output of(Object job) {
        return outputs.get(job);
    }
}
